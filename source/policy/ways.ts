import type {Id, PolicyDocument, Uplink} from './document.js';

/** The way that traffic took before: no mark, no table of its own. */
export const ordinary = 'ordinary';

/** The uplinks that a policy's way can lead by: one, the members of a group, or none of the document's. */
export const waysOf = ({uplinks, groups}: Pick<PolicyDocument, 'uplinks' | 'groups'>, way: Id): readonly Uplink[] => {
	const group = groups.find(({id}) => id === way);
	return group === undefined ? uplinks.filter(({id}) => id === way) : group.members.flatMap((member) => uplinks.find(({id}) => id === member.uplink) ?? []);
};

/** The interface that is there already; a tunnel that the profile brings along has none yet. */
export const interfaceNameOf = ({kind}: Pick<Uplink, 'kind'>): string | undefined => (kind.kind === 'wireguard' ? undefined : kind.name);
