/**
 * The 48 colors of topics, as #rrggbb.
 *
 * Each color is as different as possible from the previous ones in OKLab (Ottosson 2020), as seen with normal vision and with the
 * three kinds of color blindness (Machado, Oliveira and Fernandes 2009). All colors contrast with white and near-black
 * backgrounds and are of moderate saturation.
 */
export const TOPIC_PALETTE: readonly string[] = [
  '#4081d2',
  '#f2a618',
  '#ba3e3c',
  '#35c9c2',
  '#d87a6b',
  '#865489',
  '#aa9afc',
  '#33a3b4',
  '#5a58c2',
  '#848f02',
  '#b1667e',
  '#87c47a',
  '#277a55',
  '#a462b4',
  '#d084d5',
  '#d49648',
  '#7787f3',
  '#c97e9b',
  '#8cbaf7',
  '#46a16b',
  '#68b88f',
  '#6f59a6',
  '#237fa4',
  '#6c8c4a',
  '#467010',
  '#dca6b2',
  '#a05876',
  '#f494e2',
  '#6a64d0',
  '#b2be52',
  '#887c16',
  '#dc6446',
  '#b2525e',
  '#8e648e',
  '#7c88c4',
  '#b2a66a',
  '#944c70',
  '#a08eee',
  '#b888b8',
  '#f4889a',
  '#7cac28',
  '#706a3a',
  '#2eacca',
  '#a64c10',
  '#ee8816',
  '#a0b2dc',
  '#825eb8',
  '#a082dc',
];

/** Color of papers without a topic. */
export const NO_TOPIC_COLOR = '#8a8f98';

/**
 * Returns the color of a topic as #rrggbb. It depends only on the id of the topic; the colors repeat from the 49th topic on.
 * @param topic Topic id; 0 for no topic.
 */
export function topicColor(topic: number): string {
  return topic > 0 ? TOPIC_PALETTE[(topic - 1) % TOPIC_PALETTE.length]! : NO_TOPIC_COLOR;
}
