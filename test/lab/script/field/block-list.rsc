# Reads lists of addresses line by line into an address list.
# After the shape of blacklists/blacklist.rsc in github.com/sebastian13/mikrotik-routeros-scripts: a function with named
# arguments, text eaten line by line, words cut at a delimiter, entries with a timeout that may exist already.
/ip firewall address-list
:local update do={
	:local data ([/file get $file contents] . "\n")
	:local added 0
	:local known 0
	:while ([:len $data] != 0) do={
		:local end [:find $data "\n"]
		:local line [:pick $data 0 $end]
		:set data [:pick $data ($end + 1) [:len $data]]

		:local skip false
		:if ([:len $line] = 0) do={ :set skip true }
		:if (([:pick $line 0 1] = "#") or ([:pick $line 0 1] = ";")) do={ :set skip true }
		:if ($skip = false) do={
			:local cut [:find $line $delimiter]
			:if ([:typeof $cut] = "nil") do={ :set cut [:len $line] }
			:local address [:pick $line 0 $cut]
			:if ($address ~ "^[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}") do={
				:if (([:typeof [:find $address "/"]] = "nil") && ([:len $cidr] > 0)) do={ :set address ($address . $cidr) }
				:do {
					/ip firewall address-list add list=blocked address=$address comment=$name timeout=1d
					:set added ($added + 1)
				} on-error={ :set known ($known + 1) }
			} else={
				:put "no address: $line"
			}
		}
	}
	:put "$name: $added added, $known known"
}

$update file=one.txt name="One" delimiter=("\t") cidr="/24"
$update file=two.txt name="Two" delimiter=" " cidr=""
