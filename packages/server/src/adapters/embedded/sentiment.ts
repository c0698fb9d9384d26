import { SentimentIntensityAnalyzer } from 'vader-sentiment';

/** The analyser compares every word with its neighbours: enough for a mood, and bounded. */
const READ_CHARACTERS = 600;

/** How a message sounds by the words of the VADER lexicon, -1 (bad) to 1 (good). English only; 0 for the rest. */
export function sentimentOf(message: string): number {
  return SentimentIntensityAnalyzer.polarity_scores(message.slice(0, READ_CHARACTERS)).compound;
}
