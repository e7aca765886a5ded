import { storyTests } from './story-tests';

storyTests('mysql');
