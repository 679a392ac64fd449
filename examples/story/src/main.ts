/** The stories, by what they are asked for with; exits 0 when all of it is true. */
import { storyOptions } from './story-options.js';

if (storyOptions.images) await import('./images/images-story.js');
else await import('./session-story.js');
