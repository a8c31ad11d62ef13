/**
 * Walks through the explorer in 2,000 random steps: `npm run endurance`. ENDURANCE_STEPS, ENDURANCE_SEED, and ENDURANCE_RELOAD change the number of steps,
 * what is random, and after how many steps the state is compared with the one that its link opens.
 */
import { browser, npm } from './setup.mjs';

process.env.ENDURANCE_STEPS ??= '2000';
process.env.CHROMIUM ??= await browser();
process.exitCode = npm('run', '--silent', 'test:browser', '--', 'test/browser/endurance') ? 0 : 1;
