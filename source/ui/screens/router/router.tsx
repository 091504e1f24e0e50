import {Box} from 'ink';
import {useEffect, useState} from 'react';
import {display} from '../../../diagnostics/display.js';
import {Secret} from '../../../diagnostics/index.js';
import type {Line} from '../../../presentation/index.js';
import {diagnosticLines, factsLines, piece, wrapLines} from '../../../presentation/index.js';
import {parseRouterAddress, routerText} from '../../../scenario/router-address.js';
import type {ProfileRouter} from '../../../scenario/types.js';
import type {Room} from '../../components/frame/index.js';
import {Frame} from '../../components/frame/index.js';
import {Lines} from '../../components/lines/index.js';
import {Select} from '../../components/select/index.js';
import {pressText, TextInput, textOf, textState} from '../../components/text-input/index.js';
import {useKeptReducer} from '../../hooks/use-kept-reducer.js';
import type {ScreenProps} from '../../screen.js';
import type {Connection} from '../../services.js';
import {useTerminal} from '../../terminal.js';
import type {Wizard} from '../../wizard-state.js';
import {words} from '../../words.js';
import {useConnection} from './use-connection.js';
import {routerKeys} from './use-router-keys.js';
import type {RouterState, Target} from './use-router-state.js';
import {initialRouter, releaseOptions, routerOptions, routerReducer} from './use-router-state.js';

const targetName = (target: Target): string => (target.kind === 'lab' ? words.router.theLab : routerText(target.router));

const connectedName = ({connection, router, facts}: Wizard): string | undefined =>
	connection === undefined || router === undefined ? undefined : words.router.connectedTo(facts?.identity ?? '', connection.isLab ? undefined : routerText(router));

const isRouterState = (state: unknown): state is RouterState => typeof state === 'object' && state !== null && 'releases' in state;

/** Which router: connect and look, or go without one. */
export function RouterScreen({wizard, dispatch, services}: ScreenProps) {
	const [state, act] = useKeptReducer(routerReducer, {name: `router:${wizard.job}`, is: isRouterState}, () =>
		initialRouter({router: wizard.router, isConnected: wizard.connection !== undefined, isOfLab: wizard.isOfLab}),
	);
	const [password, setPassword] = useState(textState(''));
	const {signs} = useTerminal();
	const {phase} = state;
	const onConnected = (connection: Connection, router: ProfileRouter) => {
		dispatch({type: 'connected', connection, router});
		// A saved profile has nothing more to ask: on to what is left to change.
		if (wizard.rerun !== undefined) {
			dispatch({type: 'next'});
		}
	};

	const answer = useConnection({services, phase, act, onConnected});

	useEffect(() => {
		services.profiles.list().then(
			({profiles}) => {
				const routers = new Map(profiles.flatMap(({profile}) => (profile.router === undefined ? [] : [[routerText(profile.router), profile.router] as const])));
				act({type: 'saved', routers: [...routers.values()]});
			},
			// A broken store is told on Home; without it there are just no saved routers.
			() => undefined,
		);
		services.sshHosts().then(
			(hosts) => act({type: 'hosts', hosts}),
			() => undefined,
		);
	}, [services, act]);

	const onChoose = (value: string) => {
		const saved = state.saved.find((router) => value === `saved:${routerText(router)}`) ?? state.hosts.find(({name}) => value === `ssh:${name}`)?.router;
		if (saved !== undefined) {
			act({type: 'connect', target: {kind: 'router', router: saved}});
		} else if (value === 'lab' || value === 'two-lines') {
			act({type: 'connect', target: {kind: 'lab', lab: value === 'lab' ? 'home' : value}});
		} else if (value === 'connected') {
			act({type: 'show', phase: 'connected'});
		} else {
			act({type: 'show', phase: value === 'offline' ? 'release' : 'address'});
		}
	};

	const onAddress = () => {
		const router = parseRouterAddress(textOf(state.address));
		act(router.ok ? {type: 'connect', target: {kind: 'router', router: router.value}} : {type: 'bad-address', trouble: router.diagnostics});
	};

	const {bindings, onText} = routerKeys({
		state,
		connected: connectedName(wizard),
		act,
		onChoose,
		onAddress,
		onRelease: (release) => {
			dispatch({type: 'went-offline', facts: services.assumedFacts(release)});
			dispatch({type: 'next'});
		},
		onConnect: (target) => act({type: 'connect', target}),
		onAccept: () => answer({type: 'accept'}),
		onReject: () => answer({type: 'reject'}),
		onPassword: () => {
			answer({type: 'password', password: new Secret(textOf(password))});
			setPassword(textState(''));
		},
		onPasswordText: (press) => setPassword((text) => pressText(text, press)),
		onNext: () => dispatch({type: 'next'}),
		onBack: wizard.route.indexOf('router') === 0 ? undefined : () => dispatch({type: 'back'}),
	});

	const body = ({width, height}: Room) => {
		const wrapped = (lines: readonly Line[], hang = 0) => <Lines lines={wrapLines([[], ...lines], width, hang).slice(0, height)} />;
		switch (phase.kind) {
			case 'choose':
				return (
					<Box flexDirection="column" paddingTop={1}>
						<Select state={state.list} options={routerOptions(state, connectedName(wizard))} width={width} height={height - 1} />
					</Box>
				);
			case 'address':
				return (
					<Box flexDirection="column">
						{wrapped([[piece(words.router.addressForm, 'dim')], []])}
						<TextInput state={state.address} width={width} placeholder={words.router.addressPlaceholder} />
						{wrapped(phase.trouble.flatMap(diagnosticLines))}
					</Box>
				);
			case 'release':
				return (
					<Box flexDirection="column" paddingTop={1}>
						<Select state={state.releases} options={releaseOptions} width={width} height={height - 1} helpRows={0} />
					</Box>
				);
			case 'connecting':
				if (phase.question?.type === 'host-key') {
					const {host, keyType, fingerprint, told} = phase.question;
					return wrapped(words.router.hostKey(display(host), display(keyType), display(fingerprint), told));
				}

				return phase.question?.type === 'password' ? (
					<Box flexDirection="column">
						{wrapped([
							[piece(words.router.passwordOf(display(phase.question.user), display(phase.question.host)), 'strong')],
							...(phase.question.attempt > 1 ? [words.router.wrongPassword(phase.question.attempt)] : []),
							[piece(words.router.passwordUse, 'dim')],
							[],
						])}
						<TextInput state={password} width={width} isMasked />
					</Box>
				) : (
					wrapped([
						[piece(words.router.to(display(targetName(phase.target))))],
						[],
						...phase.progress.map((text, index) => [piece(`${index === phase.progress.length - 1 ? signs.busy : signs.done} `.padStart(3), 'dim'), piece(display(text))]),
					])
				);
			case 'failed':
				return wrapped([
					[piece(words.router.to(display(targetName(phase.target))), 'dim')],
					[],
					...phase.trouble.flatMap(diagnosticLines),
					[],
					[piece(words.router.nothingChanged, 'dim')],
				]);
			case 'connected':
				return wrapped([...(wizard.connection?.isLab === true ? [words.router.isLab, []] : []), ...(wizard.facts === undefined ? [] : factsLines(wizard.facts))], 12);
		}
	};

	return (
		<Frame
			title={phase.kind === 'connecting' && phase.question !== undefined ? words.router.questions[phase.question.type] : words.router.titles[phase.kind]}
			bindings={bindings}
			onText={onText}
		>
			{body}
		</Frame>
	);
}
