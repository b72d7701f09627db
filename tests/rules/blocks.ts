import type { HomeView, KnownBlock, ModalView } from '@slack/types';

// The published views take any object as a block (AnyBlock); here only blocks that Slack knows may stand in one.
type Strict<View> = Omit<View, 'blocks'> & { blocks: KnownBlock[] };

export type MessageBlocks = KnownBlock[];
export type Home = Strict<HomeView>;
export type Modal = Strict<ModalView>;
