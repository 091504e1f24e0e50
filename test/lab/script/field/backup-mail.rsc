# Saves the configuration under a name with the date in it, removes older ones, and mails it.
# After the shape of BackupEmail.rsc in github.com/Queritt/routeros-scripts: a month as a number by its place in a text,
# pieces of date and time, files found by their name, a mail to each of a list.
:local mail {"a@example.com"; "b@example.com"}
:local name [/system identity get name]
:local date [/system clock get date]
:local time [/system clock get time]
:local day
:if ([:typeof [:find $date "/"]] = "num") do={
	:local month ([:find "rexjanfebmaraprmayjunjulagosepoctnovdec" [:pick $date 0 3] -1] / 3)
	:if ([:len $month] = 1) do={ :set month ("0" . $month) }
	:set day ([:pick $date 7 11] . $month . [:pick $date 4 6])
} else={
	:set day ([:pick $date 0 4] . [:pick $date 5 7] . [:pick $date 8 10])
}
:local file ("$name-bak-" . $day . "-" . [:pick $time 0 2] . [:pick $time 3 5])

:foreach i in=[/file find] do={
	:if ([:typeof [:find [/file get $i name] "$name-bak-"]] != "nil") do={
		:put ("removed " . [/file get $i name])
		/file remove $i
	}
}
/export file=$file
:delay 2
:foreach to in=$mail do={
	/tool e-mail send to=$to file="$file.rsc" subject=("$name backup (" . $date . ")") body=("The configuration of $name is attached.\nRouterOS " . [/system resource get version])
	:delay 3
	:put ("$to: " . [/tool e-mail get last-status])
}
