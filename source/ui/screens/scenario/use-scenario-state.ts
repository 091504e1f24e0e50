import type {Scenario} from '../../../scenario/types.js';
import type {Option} from '../../components/select/index.js';

/** The presets as rows of a list. */
export const scenarioOptions = (scenarios: readonly Scenario[]): readonly Option[] => scenarios.map(({id, title, summary, group}) => ({value: id, title, help: summary, group}));
