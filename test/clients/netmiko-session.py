"""Logs in with Netmiko, reads, configures, and prints what it saw as JSON."""

import json
import sys

from netmiko import ConnectHandler

port, password = sys.argv[1:]
connection = ConnectHandler(
    device_type="mikrotik_routeros",
    host="127.0.0.1",
    port=int(port),
    username="admin",
    password=password,
    # Netmiko waits by the clock: a prompt later than 0.1 s times this counts as none, and the Return sent after it makes one too many.
    global_delay_factor=3,
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
