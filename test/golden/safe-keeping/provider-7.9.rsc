# Detour: profile provider-x7k2, for RouterOS 7.9 on pop-3.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

# From 10.1.99.0/24 the router is managed.
/ip firewall address-list add address=10.1.99.0/24 comment="detour:provider-x7k2:p1.10-1-99-0-24.manager.4 manages the router" list=detour-provider-x7k2-p1-door
/ip firewall address-list add address=192.0.2.64/28 comment="detour:provider-x7k2:p1.192-0-2-64-28.manager.4 manages the router" list=detour-provider-x7k2-p1-door
{
:local at [/ip/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# First of all rules of its chain: what you break further down cannot lock these addresses out.
/ip firewall filter add action=accept chain=input comment="detour:provider-x7k2:p1.door.door.4 a way in, whatever happens below" dst-port=2222,8291,443 protocol=tcp src-address-list=detour-provider-x7k2-p1-door place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
# From 2001:db8:3:99::/64 the router is managed.
/ipv6 firewall address-list add address=2001:db8:3:99::/64 comment="detour:provider-x7k2:p1.2001:db8:3:99::-64.manager.6 manages the router" list=detour-provider-x7k2-p1-door
{
:local at [/ipv6/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# First of all rules of its chain: what you break further down cannot lock these addresses out.
/ipv6 firewall filter add action=accept chain=input comment="detour:provider-x7k2:p1.door.door.6 a way in, whatever happens below" dst-port=2222,8291,443 protocol=tcp src-address-list=detour-provider-x7k2-p1-door place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
# Writes a copy with the day in its name, waits until it is whole, and keeps the last 8.
/system script add comment="detour:provider-x7k2:p1.copy.script.4 copies the configuration" name=detour-provider-x7k2-p1-copy policy=ftp,read,write,policy,test,password,sensitive source=":local d [/system/clock/get date]; :local day ([:pick \$d 0 4] . [:pick \$d 5 7] . [:pick \$d 8 10]); :if ([:pick \$d 3 4] = \"/\") do={ :local m ([:find \"janfebmaraprmayjunjulaugsepoctnovdec\" [:pick \$d 0 3]] / 3 + 1); :if (\$m < 10) do={ :set m (\"0\" . \$m) }; :set day ([:pick \$d 7 11] . \$m . [:pick \$d 4 6]) }; :local base \"\"; :if ([:len [/file/find where name=\"flash\"]] > 0) do={ :set base \"flash/\" }; :local stem (\"detour-provider-x7k2-p1-copy-\" . \$day); :do { :local path (\$base . \$stem . \".backup\"); :if ([:len [/file/find where name=\$path]] > 0) do={ /file/remove [find where name=\$path] }; /system/backup/save name=(\$base . \$stem) dont-encrypt=yes; :local n 0; :while (\$n < 60) do={ :delay 2s; :set n (\$n + 1); :if ([:len [/file/find where name=\$path]] > 0) do={ :if ([/file/get [find where name=\$path] size] > 0) do={ :set n 99 } } }; :local left [:len [/file/find where name~\"detour-provider-x7k2-p1-copy-[0-9]+\\\\.backup\\\$\"]]; :while (\$left > 8) do={ :local old 99999999; :local victim \"\"; :foreach f in=[/file/find where name~\"detour-provider-x7k2-p1-copy-[0-9]+\\\\.backup\\\$\"] do={ :local name [/file/get \$f name]; :local age [:tonum [:pick \$name ([:len \$name] - 15) ([:len \$name] - 7)]]; :if (\$age < \$old) do={ :set old \$age; :set victim \$name } }; /file/remove [find where name=\$victim]; :set left (\$left - 1) } } on-error={ :log error \"The copy of the configuration failed (backup).\" }"
# Runs the script by the clock; a script may do no more than who runs it, so both are allowed the
# same.
/system scheduler add comment="detour:provider-x7k2:p1.copy.schedule.4 every week" interval=1w name=detour-provider-x7k2-p1-copy on-event="/system script run detour-provider-x7k2-p1-copy" policy=ftp,read,write,policy,test,password,sensitive start-time=02:00:00
