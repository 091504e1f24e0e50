# Global functions that call each other, and a script that waits for them.
# After the shape of github.com/eworm-de/routeros-scripts: functions in global variables, each declaring the globals it
# uses; a store of key=value words in a comment; the script's own name; errors caught with their text.
:global HelpersReady false;

:global EitherOr do={
	:if ([:typeof $1] = "num") do={
		:if ($1 != 0) do={ :return $1; }
		:return $2;
	}
	:if ([:len [:tostr $1]] > 0) do={ :return $1; }
	:return $2;
}

:global ReplaceAll do={
	:local Text [:tostr $1];
	:local From [:tostr $2];
	:local To [:tostr $3];
	:local Result "";
	:local At [:find $Text $From];
	:while ([:typeof $At] = "num") do={
		:set Result ($Result . [:pick $Text 0 $At] . $To);
		:set Text [:pick $Text ($At + [:len $From]) [:len $Text]];
		:set At [:find $Text $From];
	}
	:return ($Result . $Text);
}

:global ParseStore do={
	:local Result ({});
	:foreach Word in=[:toarray $1] do={
		:local Place [:find $Word "="];
		:if ([:typeof $Place] = "num") do={
			:set ($Result->[:pick $Word 0 $Place]) [:pick $Word ($Place + 1) [:len $Word]];
		} else={
			:set ($Result->$Word) true;
		}
	}
	:return $Result;
}

:global Notify do={
	:global EitherOr;
	:global ReplaceAll;
	:put ([$ReplaceAll [$EitherOr ($1->"subject") "no subject"] " " "_"] . ": " . [$EitherOr ($1->"message") "nothing to say"]);
}
:set HelpersReady true;

:global UseHelpers do={
	:global HelpersReady;
	:while ($HelpersReady != true) do={ :delay 500ms; }
	:global EitherOr;
	:global Notify;
	:global ParseStore;

	:local Store [$ParseStore [/interface get bridge comment]];
	:foreach Key,Word in=$Store do={ :put "$Key -> $Word"; }
	$Notify ({ subject="line is down"; message=("since " . [$EitherOr ($Store->"since") "always"]) });
	$Notify ({ message=[$EitherOr 0 7] });
	:onerror Err in={
		/interface get nowhere comment;
	} do={
		:put ("caught: " . $Err);
	}
}
$UseHelpers;
