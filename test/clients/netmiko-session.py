"""Logs in with Netmiko, reads, configures, and prints what it saw as JSON."""

import json
import sys
import time
from types import SimpleNamespace

from netmiko import ConnectHandler, base_connection

port, password = sys.argv[1:]
connections = []


class Channel(base_connection.paramiko.SSHClient):
    """The SSH client that Netmiko opens, kept so that its clock can ask it."""

    def __init__(self):
        super().__init__()
        connections.append(self)


def sleep(seconds):
    """Sleeps, then waits for what the router had to say by then.

    Netmiko goes by the clock: it sends Return and takes a prompt that is not there 0.1 s later for none. A machine that
    does something else for a second would make it lose its place. A question over the same connection is answered after
    everything that was sent before it has been read, and its answer comes after everything that was written until then.
    """
    time.sleep(seconds)
    for connection in connections:
        transport = connection.get_transport()
        if transport is not None and transport.is_authenticated():
            transport.global_request("keepalive@openssh.com", wait=True)


base_connection.time = SimpleNamespace(sleep=sleep, time=time.time)
base_connection.paramiko.SSHClient = Channel
connection = ConnectHandler(
    device_type="mikrotik_routeros",
    host="127.0.0.1",
    port=int(port),
    username="admin",
    password=password,
    banner_timeout=100,
    blocking_timeout=100,
)
seen = {
    "prompt": connection.find_prompt(),
    "addresses": connection.send_command("/ip address print"),
    "configured": connection.send_config_set(
        ["/ip firewall address-list", "add list=nm address=192.0.2.7", "/"]
    ),
    "read": connection.send_command(":put [/ip firewall address-list get [find list=nm] address]"),
    "refused": connection.send_command("/ip address add address=192.0.2.9/24 interface=nowhere"),
    "long": connection.send_command("/ip firewall filter print"),
}
connection.disconnect()
print(json.dumps(seen))
