import { storyTests } from './story-tests';

storyTests('postgres');
