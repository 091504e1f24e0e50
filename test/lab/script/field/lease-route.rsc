# Script of a DHCP client: keeps one route by way of whatever gateway was leased.
# After the shape of script_trocar_gw_dhcp.sh in github.com/oficinapc/scripts: the client's variables, rows counted by
# print, an error for what must not be.
:local mark "leased gateway"
:local count [/ip route print count-only where comment=$mark]
:if ($bound = 1) do={
	:if ($count = 0) do={
		/ip route add dst-address=192.0.2.8/32 gateway=$"gateway-address" comment=$mark
		:log info "route added by $interface"
	} else={
		:if ($count = 1) do={
			:local route [/ip route find where comment=$mark]
			:if ([/ip route get $route gateway] != $"gateway-address") do={
				/ip route set $route gateway=$"gateway-address"
				:log info "route moved"
			}
		} else={
			:error "more than one route"
		}
	}
} else={
	/ip route remove [find comment=$mark]
	:log info "route removed"
}
