import type { VNode } from 'preact';
import type { ChatController } from '../effects/chat-controller.ts';
import type { Rating } from '../state/chat-state.ts';
import { useMoreMessages } from './use-more-messages.ts';
import { StarIcon } from './extra-icons.tsx';
import { CloseIcon } from './icons.tsx';

interface RatingPanelProps {
  rating: Rating;
  busy: boolean;
  chat: ChatController;
  focusComposer: () => void;
}

const SCORES = [1, 2, 3, 4, 5];

/** Asks how well the customer was helped (H8.5): one click on a star, or none. */
export function RatingPanel({ rating, busy, chat, focusComposer }: RatingPanelProps): VNode {
  const words = useMoreMessages();
  const title = rating.score === null ? words.ratingTitle : words.ratingThanks;
  const answer = (score: number | null): void => {
    // These buttons go: the focus goes to where it is of use.
    focusComposer();
    void chat.more.choices.rate(score);
  };
  return (
    <section class="panel panel-rating" aria-label={words.ratingTitle}>
      <output class="panel-title">{title}</output>
      {rating.score === null ? (
        <div class="stars">
          {SCORES.map((score) => (
            <button
              key={score}
              type="button"
              class="star"
              aria-label={words.stars(score)}
              disabled={busy}
              onClick={() => answer(score)}
            >
              <StarIcon />
            </button>
          ))}
        </div>
      ) : null}
      <button type="button" class="icon-button" aria-label={words.dismiss} onClick={() => answer(null)}>
        <CloseIcon />
      </button>
    </section>
  );
}
