"""Moves bytes between the namespaces of the kernel judge: it knows nothing of RouterOS, rules or outcomes.

One JSON request a line on stdin, one JSON answer a line on stdout. Node has no raw sockets, hence this file.
"""

import ctypes
import json
import os
import socket
import struct
import subprocess
import sys
import time

ETH_P_ALL = 3
SENTINEL = 0x88B5
NETLINK_NETFILTER = 12
CLONE_NEWNET = 0x40000000
LOG_GROUP = 7

libc = ctypes.CDLL(None, use_errno=True)
router, far, count = sys.argv[1], sys.argv[2], int(sys.argv[3])


def enter(namespace):
	descriptor = os.open("/var/run/netns/" + namespace, os.O_RDONLY)
	if libc.setns(descriptor, CLONE_NEWNET) != 0:
		raise OSError(ctypes.get_errno(), "setns " + namespace)
	os.close(descriptor)


def packet_socket(name):
	end = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
	end.setsockopt(socket.SOL_SOCKET, 33, 32 << 20)  # SO_RCVBUFFORCE
	end.bind((name, ETH_P_ALL))
	end.setblocking(False)
	return end


def attribute(kind, data):
	return struct.pack("HH", 4 + len(data), kind) + data + b"\0" * (-len(data) % 4)


def netlink(end, kind, family, resource, attributes):
	body = struct.pack("!BBH", family, 0, resource) + attributes
	end.send(struct.pack("IHHII", 16 + len(body), kind, 5, 1, 0) + body)
	answer = end.recv(65536)
	error = struct.unpack_from("i", answer, 16)[0]
	if error != 0:
		raise OSError(-error, "netlink")


def log_socket():
	end = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER)
	end.setsockopt(socket.SOL_SOCKET, 33, 32 << 20)
	end.bind((0, 0))
	config = (4 << 8) | 1
	netlink(end, config, socket.AF_UNSPEC, LOG_GROUP, attribute(1, struct.pack("B", 1)))  # bind
	netlink(end, config, socket.AF_UNSPEC, LOG_GROUP, attribute(2, struct.pack("!IBB", 0xFFFF, 2, 0)))  # whole packets
	netlink(end, config, socket.AF_UNSPEC, LOG_GROUP, attribute(5, struct.pack("!I", 1)))  # at once
	end.setblocking(False)
	return end


enter(far)
ends = [packet_socket("i%d" % index) for index in range(count)]
sentinels = [packet_socket("s0"), packet_socket("s1")]
enter(router)
logs = log_socket()
tracked = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER)
tracked.bind((0, 0))
# All on one CPU: what was sent before the sentinel has been dealt with once the sentinel is back.
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def drain(end):
	while True:
		try:
			yield end.recvfrom(65536)
		except BlockingIOError:
			return


def settle():
	frame = b"\2\0\0\0\0\1\2\0\0\0\0\2" + struct.pack("!H", SENTINEL) + b"\0" * 46
	for turn in range(8):
		source, target = sentinels[turn % 2], sentinels[1 - turn % 2]
		source.send(frame)
		target.settimeout(10)
		while True:
			data, address = target.recvfrom(65536)
			if address[2] != 4 and data[12:14] == struct.pack("!H", SENTINEL):
				break
		target.setblocking(False)


def raw_socket(source, protocol):
	# Bound: a lookup for a packet of the router's own knows its source only then, as for any program that answers. Without
	# a header of its own, which Linux would look up in another way.
	family = socket.AF_INET6 if ":" in source else socket.AF_INET
	end = socket.socket(family, socket.SOCK_RAW, protocol)
	if family == socket.AF_INET6:
		end.setsockopt(socket.IPPROTO_IPV6, 78, 1)  # IPV6_FREEBIND
	else:
		end.setsockopt(socket.IPPROTO_IP, 15, 1)  # IP_FREEBIND
	end.bind((source, 0))
	return end


def parts_of(data):
	if data[0] >> 4 == 6:
		return socket.inet_ntop(socket.AF_INET6, data[8:24]), socket.inet_ntop(socket.AF_INET6, data[24:40]), data[6], data[40:]
	return socket.inet_ntop(socket.AF_INET, data[12:16]), socket.inet_ntop(socket.AF_INET, data[16:20]), data[9], data[20:]


def send(packets):
	errors = []
	for index, (port, text) in enumerate(packets):
		data = bytes.fromhex(text)
		if port >= 0:
			ends[port].send(struct.pack("!6s6sH", b"\2\0\0\1\0" + bytes([port]), b"\2\0\0\2\0" + bytes([port]), 0x86DD if data[0] >> 4 == 6 else 0x0800) + data)
			continue
		source, target, protocol, body = parts_of(data)
		try:
			with raw_socket(source, protocol) as end:
				end.sendto(body, (target, 0))
		except OSError as error:
			errors.append([index, error.errno])
	return errors


def frames():
	for port, end in enumerate(ends):
		for data, address in drain(end):
			if address[2] != 4 and data[12:14] in (b"\x08\0", b"\x86\xdd"):
				yield [port, data[14:].hex()]


def log_records():
	for data, _ in drain(logs):
		at = 0
		while at + 16 <= len(data):
			length, kind = struct.unpack_from("IH", data, at)
			if kind == (4 << 8):
				yield log_record(data[at + 20 : at + length])
			at += (length + 3) & ~3


def log_record(data):
	record = ["", "", 0]
	at = 0
	while at + 4 <= len(data):
		length, kind = struct.unpack_from("HH", data, at)
		value = data[at + 4 : at + length]
		if kind == 10:
			record[0] = value.rstrip(b"\0").decode()
		elif kind == 9:
			record[1] = value.hex()
		elif kind == 2:
			record[2] = struct.unpack("!I", value)[0]
		at += (length + 3) & ~3
	return record


def run(commands):
	for command, text in commands:
		done = subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
		if done.returncode != 0:
			return {"command": command, "output": done.stdout.decode()[:4000]}
	return {}


def rest():
	# Masquerading forgets connections of an address that went, in a work queue of this CPU: it runs while nothing else does.
	time.sleep(0.01)


def answer(request):
	if "run" in request:
		return run(request["run"])
	if "forget" in request:
		netlink(tracked, (1 << 8) | 2, socket.AF_UNSPEC, 0, b"")
		return {}
	if "rest" in request:
		rest()
		return {}
	for end in ends:
		for _ in drain(end):
			pass
	for _ in drain(logs):
		pass
	errors = send(request["send"])
	settle()
	return {"frames": list(frames()), "logs": list(log_records()), "errors": errors}


for line in sys.stdin:
	print(json.dumps(answer(json.loads(line))), flush=True)
