# Scores two lines by how many hosts answer through them, and keeps the score for the next run.
# After the shape of failover/ in github.com/cheretbe/mikrotik-scripts: options in globals with defaults, arrays of
# targets, a query kept as text and run by parsing it.
:global scoreTargets
:global scoreNeeded
:global scoreLast
:global scoreQuery

:if ([:typeof $scoreTargets] = "nothing") do={ :set scoreTargets {"203.0.113.1"; "203.0.113.2"; "203.0.113.3"} }
:if ([:typeof $scoreNeeded] = "nothing") do={ :set scoreNeeded 2 }
:if ([:typeof $scoreQuery] = "nothing") do={ :set scoreQuery "comment=\"main line\"" }

:local score do={
	:local answered 0
	:foreach host in=$targets do={
		:if ([/ping $host count=1 interface=$line] > 0) do={ :set answered ($answered + 1) }
	}
	:return $answered
}

:local find [:parse ("/ip route find where " . $scoreQuery)]
:local lines {"ether1"; "wg-vpn"}
:local result [:toarray ""]
:foreach line in=$lines do={
	:set ($result->$line) [$score targets=$scoreTargets line=$line]
}
:foreach line,points in=$result do={
	:local word "bad"
	:if ($points >= $scoreNeeded) do={ :set word "good" }
	:put "$line: $points of $[:len $scoreTargets], $word"
}
:if (($result->"ether1") < $scoreNeeded) do={
	/ip route set [$find] distance=10
} else={
	/ip route set [$find] distance=1
}
:if ([:typeof $scoreLast] != "nothing") do={
	:if (($scoreLast->"ether1") != ($result->"ether1")) do={ :put "changed since last time" }
}
:set scoreLast $result
