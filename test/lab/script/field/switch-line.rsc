# Moves the default route to the other line when the first one answers nothing, and back.
# After the shape of mikrotik/switch-isp in github.com/movkha/serverguy: ping for a count, compare counts, enable and
# disable routes by comment, wait between steps.
:local tries 3
:local main [/ping 203.0.113.8 count=$tries interface="ether1"]
:local spare [/ping 203.0.113.9 count=$tries interface="wg-vpn"]
:local isOff [/ip route get [find comment="main line"] disabled]
:put ("main $main of $tries, spare $spare of $tries, main off: $isOff")

:if (($main = 0) && ($spare = $tries) && ($isOff = false)) do={
	/ip route disable [find comment="main line"]
	/ip route enable [find comment="spare line"]
	:delay 2
	:put "switched to the spare line"
	:log warning "switched to the spare line"
}
:if (($main = $tries) && ($isOff = true)) do={
	/ip route enable [find comment="main line"]
	/ip route disable [find comment="spare line"]
	:delay 2
	:put "switched back"
	:log warning "switched back"
}
