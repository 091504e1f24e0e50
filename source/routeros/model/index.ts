// addCommand(entry, extra?: Properties): string        `/ip firewall mangle add action=… chain=…`
// setCommand(menu, find: Properties, properties): string   `/ip firewall mangle set [ find comment=… ] …`; empty find: settings of a menu that is no list
// findCondition(find: Properties): string               `[find where comment="…" and chain=…]`

// factsFromConfiguration(export, release?): Facts; assumedFacts(release): Facts
export {assumedFacts} from './assumed.js';
export {addCommand, findExpression, menuWords, setCommand} from './commands.js';
export type {Configuration, Entry, Menu, Place, Properties, Selector} from './configuration.js';
export {emptyConfiguration, entriesOf, ownerOf, profileOf} from './configuration.js';
export {factsFromConfiguration} from './facts.js';
// fromExport(text): Result<Export>; Export = {configuration, header, problems}
export type {Export, ExportHeader} from './from-export.js';
export {fromExport} from './from-export.js';
// menuInfo(menu): MenuInfo {ordered, comments, disabling, singleton, naturalKey, unique, defaults}
export type {MenuInfo} from './menus.js';
export {menuInfo} from './menus.js';
// normaliseEntry(entry): Entry
export {normaliseEntry} from './normalise.js';
// toExport(configuration, options?: {terse?: boolean; header?: ExportHeader}): string
export {toExport} from './to-export.js';
