# Keeps a DNS name for each lease that has one in its comment, and drops names whose lease is gone.
# After the shape of dhcp_dns_sync.md in github.com/dantpro/mynotes: a menu as a statement and relative commands after
# it, a regular expression put together from variables, names cut by length, a TTL as the mark of what is ours.
:local zone "lan.example"
:local ttl "00:05:00"

/ip dns static
:foreach record in=[find where name ~ (".*\\." . $zone)] do={
	:local fqdn [get $record name]
	:local host [:pick $fqdn 0 ([:len $fqdn] - ([:len $zone] + 1))]
	:if ([get $record ttl] != $ttl) do={
		:put "$fqdn is not ours"
	} else={
		/ip dhcp-server lease
		:if ([:len [find where comment=$host]] > 0) do={
			:put "$fqdn stays"
		} else={
			:put "$fqdn goes"
			/ip dns static remove $record
		}
	}
}

/ip dhcp-server lease
:foreach lease in=[find where server~"."] do={
	:local host [get $lease comment]
	:if ([:len $host] > 0) do={
		:local address [get $lease address]
		:local fqdn ($host . "." . $zone)
		/ip dns static
		:local known [find where name=$fqdn]
		:if ([:len $known] = 0) do={
			:put "$fqdn is new: $address"
			add name=$fqdn address=$address ttl=$ttl
		} else={
			:if ([get $known address] != $address) do={
				:put "$fqdn moves to $address"
				set $known address=$address
			}
		}
	}
}
