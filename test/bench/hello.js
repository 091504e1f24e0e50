// The stock Ink hello-world, unbundled: what the wizard's first frame is measured against.
import {render, Text} from 'ink';
import {createElement} from 'react';

render(createElement(Text, {color: 'green'}, 'Hello, World!'));
