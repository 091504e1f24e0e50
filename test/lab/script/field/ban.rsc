# Puts addresses of failed logins from a log buffer into a list, but not one's own network.
# After the shape of AutoBan-general.rsc in github.com/teckerpro/MikroTik-AutoBan: lines of one buffer, an address cut
# out between two words, a comparison by the first letters, entries with a long timeout. (No variable has the name of a
# property: in `find` it would mean the property.)
:local bufferName "bans"
:local listName "blacklist"
:local timeout 30d
:local own "192.168."

:foreach line in=[/log find buffer=$bufferName] do={
	:do {
		:local content [/log get $line message]
		:local from [:find $content "from " 0]
		:local via [:find $content " via " 0]
		:local bad [:pick $content ($from + 5) $via]
		:if ([:pick $bad 0 8] = $own) do={
			:put "forgot your password\?"
		} else={
			:if ([:len [/ip firewall address-list find address=$bad and list=$listName]] = 0) do={
				/ip firewall address-list add list=$listName address=$bad timeout=$timeout comment="$bufferName"
				:put "banned $bad"
			} else={
				:put "knew $bad"
			}
		}
	} on-error={ :put "cannot read: $[/log get $line message]" }
}
