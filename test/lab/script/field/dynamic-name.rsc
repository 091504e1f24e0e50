# Tells a name server the address of the line, when it is another one than last time.
# After the shape of googledns.rsc in github.com/quanbau/Mikrotik-Script: cut the prefix length off, compare with a
# global variable, fetch, catch what goes wrong.
:global nameServer
:global lastAddress
:local line "ether1"
:local host "home.example.net"

:local current [/ip address get [find where interface=$line] address]
:for i from=([:len $current] - 1) to=0 do={
	:if ([:pick $current $i] = "/") do={ :set current [:pick $current 0 $i] }
}

:if ([:typeof $lastAddress] = "nothing") do={ :set lastAddress "" }
:if ($current != $lastAddress) do={
	:do {
		/tool fetch mode=http url=($nameServer . "/update?hostname=" . $host . "&myip=" . $current) keep-result=no
		:put ("updated: $lastAddress -> $current")
		:log info ("name updated: " . $current)
		:set lastAddress $current
	} on-error={
		:put "update failed"
		:log error "name not updated"
	}
} else={
	:put "nothing to do"
}
