# Detour: profile shop-x7k2, for RouterOS 7.24 on shop.
# Import it once, on a router that has none of it yet. "detour apply" does the same with an undo
# armed.

# From 10.4.0.10 the router is managed.
/ip firewall address-list add address=10.4.0.10 comment="detour:shop-x7k2:p1.10-4-0-10.manager.4 manages the router" list=detour-shop-x7k2-p1-door
{
:local at [/ip/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# First of all rules of its chain: what you break further down cannot lock these addresses out.
/ip firewall filter add action=accept chain=input comment="detour:shop-x7k2:p1.door.door.4 a way in, whatever happens below" dst-port=22,8291 protocol=tcp src-address-list=detour-shop-x7k2-p1-door place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
# From 2001:db8:4:100::10/128 the router is managed.
/ipv6 firewall address-list add address=2001:db8:4:100::10/128 comment="detour:shop-x7k2:p1.2001:db8:4:100::10-128.manager.6 manages the router" list=detour-shop-x7k2-p1-door
{
:local at [/ipv6/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# First of all rules of its chain: what you break further down cannot lock these addresses out.
/ipv6 firewall filter add action=accept chain=input comment="detour:shop-x7k2:p1.door.door.6 a way in, whatever happens below" dst-port=22,8291 protocol=tcp src-address-list=detour-shop-x7k2-p1-door place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
# Writes a copy with the day in its name, waits until it is whole, mails the export, and keeps the
# last 14.
/system script add comment="detour:shop-x7k2:p1.copy.script.4 copies the configuration" name=detour-shop-x7k2-p1-copy policy=ftp,read,write,policy,test,password,sensitive source=":local d [/system/clock/get date]; :local day ([:pick \$d 0 4] . [:pick \$d 5 7] . [:pick \$d 8 10]); :if ([:pick \$d 3 4] = \"/\") do={ :local m ([:find \"janfebmaraprmayjunjulaugsepoctnovdec\" [:pick \$d 0 3]] / 3 + 1); :if (\$m < 10) do={ :set m (\"0\" . \$m) }; :set day ([:pick \$d 7 11] . \$m . [:pick \$d 4 6]) }; :local base \"\"; :if ([:len [/file/find where name=\"flash\"]] > 0) do={ :set base \"flash/\" }; :local stem (\"detour-shop-x7k2-p1-copy-\" . \$day); :do { :local path (\$base . \$stem . \".rsc\"); :if ([:len [/file/find where name=\$path]] > 0) do={ /file/remove [find where name=\$path] }; /export file=(\$base . \$stem); :local n 0; :while (\$n < 60) do={ :delay 2s; :set n (\$n + 1); :if ([:len [/file/find where name=\$path]] > 0) do={ :if ([/file/get [find where name=\$path] size] > 0) do={ :set n 99 } } }; :if (\$n = 99) do={ :local n 0; :while (\$n < 10) do={ :do { :do { :local w 0; :while ((\$w < 15) and ([/tool/e-mail/get last-status] = \"in-progress\")) do={ :delay 2s; :set w (\$w + 1) } }; /tool/e-mail/send to=\"owner@example.com\" subject=\"shop: configuration\" body=(\"shop: configuration of \" . \$d . \". It holds no passwords.\") file=\$path; :delay 2s; :do { :local w 0; :while ((\$w < 15) and ([/tool/e-mail/get last-status] = \"in-progress\")) do={ :delay 2s; :set w (\$w + 1) } }; :if ([/tool/e-mail/get last-status] = \"succeeded\") do={ :set n 10 } else={ :delay 30s } } on-error={ :delay 30s }; :set n (\$n + 1) }; :if (\$n = 10) do={ :log error \"A message could not be sent.\" } }; :local left [:len [/file/find where name~\"detour-shop-x7k2-p1-copy-[0-9]+\\\\.rsc\\\$\"]]; :while (\$left > 14) do={ :local old 99999999; :local victim \"\"; :foreach f in=[/file/find where name~\"detour-shop-x7k2-p1-copy-[0-9]+\\\\.rsc\\\$\"] do={ :local name [/file/get \$f name]; :local age [:tonum [:pick \$name ([:len \$name] - 12) ([:len \$name] - 4)]]; :if (\$age < \$old) do={ :set old \$age; :set victim \$name } }; /file/remove [find where name=\$victim]; :set left (\$left - 1) } } on-error={ :log error \"The copy of the configuration failed (export).\" }; :do { :local path (\$base . \$stem . \".backup\"); :if ([:len [/file/find where name=\$path]] > 0) do={ /file/remove [find where name=\$path] }; /system/backup/save name=(\$base . \$stem) dont-encrypt=yes; :local n 0; :while (\$n < 60) do={ :delay 2s; :set n (\$n + 1); :if ([:len [/file/find where name=\$path]] > 0) do={ :if ([/file/get [find where name=\$path] size] > 0) do={ :set n 99 } } }; :local left [:len [/file/find where name~\"detour-shop-x7k2-p1-copy-[0-9]+\\\\.backup\\\$\"]]; :while (\$left > 14) do={ :local old 99999999; :local victim \"\"; :foreach f in=[/file/find where name~\"detour-shop-x7k2-p1-copy-[0-9]+\\\\.backup\\\$\"] do={ :local name [/file/get \$f name]; :local age [:tonum [:pick \$name ([:len \$name] - 15) ([:len \$name] - 7)]]; :if (\$age < \$old) do={ :set old \$age; :set victim \$name } }; /file/remove [find where name=\$victim]; :set left (\$left - 1) } } on-error={ :log error \"The copy of the configuration failed (backup).\" }"
# Runs the script by the clock; a script may do no more than who runs it, so both are allowed the
# same.
/system scheduler add comment="detour:shop-x7k2:p1.copy.schedule.4 every day" interval=1d name=detour-shop-x7k2-p1-copy on-event="/system script run detour-shop-x7k2-p1-copy" policy=ftp,read,write,policy,test,password,sensitive start-time=04:30:00
# Messages go out by this mail server. Without it the router has nobody to hand them to.
/tool e-mail set from=shop-router@example.com port=465 server=smtp.example.com tls=yes user=shop-router@example.com
