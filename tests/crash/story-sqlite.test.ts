import { storyTests } from './story-tests';

storyTests('sqlite');
