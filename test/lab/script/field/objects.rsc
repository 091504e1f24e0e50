# Tools that are arrays of functions, found by name and loaded when they are first asked for.
# After the shape of github.com/merlinthemagic/MTM-RouterOS-Scripting: one global array that holds functions, functions
# that return arrays of functions, calls such as [($tool->"hash") "text"].
:global tools
:set tools [:toarray ""]
:set ($tools->"loaded") [:toarray ""]
:set ($tools->"sources") {
	"strings"=":local s [:toarray \"\"]; :set (\$s->\"upper\") do={ :return [:convert \$1 transform=uc] }; :set (\$s->\"trim\") do={ :local t \$str; :while ([:pick \$t 0 1] = \" \") do={ :set t [:pick \$t 1 [:len \$t]] }; :return \$t }; :return \$s";
	"times"=":local s [:toarray \"\"]; :set (\$s->\"seconds\") do={ :return [:tonum [:totime \$1]] }; :return \$s"
}
:set ($tools->"get") do={
	:global tools
	:if ([:typeof ($tools->"loaded"->$1)] = "nothing") do={
		:put "loading $1"
		:local make [:parse ($tools->"sources"->$1)]
		:set ($tools->"loaded"->$1) [$make]
	}
	:return ($tools->"loaded"->$1)
}

:local strings [($tools->"get") "strings"]
:put [($strings->"upper") "router"]
:put ("<" . [($strings->"trim") str="   left"] . ">")
:local times [($tools->"get") "times"]
:put [($times->"seconds") "1h30m"]
:put [($times->"seconds") 90]
:local again [($tools->"get") "strings"]
:put [($again->"upper") "again"]
