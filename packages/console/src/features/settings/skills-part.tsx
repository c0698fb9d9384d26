import type { SkillLevel } from '@baton/protocol';
import { Button } from '../../components/button.tsx';
import { FIELD } from '../../components/text-field.tsx';
import { messages } from '../../lib/messages.ts';
import type { Faults } from '../../lib/faults.ts';
import { Part } from './form-parts.tsx';

const LEVELS = [1, 2, 3, 4, 5];

interface SkillsProps {
  skills: readonly SkillLevel[];
  faults: Faults;
  onSkills: (skills: SkillLevel[]) => void;
}

/** What somebody knows, and how well. */
export function Skills({ skills, faults, onSkills }: SkillsProps) {
  const texts = messages.settings.operators;
  const change = (at: number, changes: Partial<SkillLevel>): void =>
    onSkills(skills.map((each, index) => (index === at ? { ...each, ...changes } : each)));
  const fault = faults.of('skills');
  return (
    <Part title={texts.skills}>
      {skills.map(({ skill, level }, at) => (
        // A skill has no id, and its name is what is being written.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className="flex flex-wrap items-center gap-2">
          <input
            aria-label={texts.skill}
            aria-invalid={faults.of(`skills.${at}`) === undefined ? undefined : true}
            value={skill}
            maxLength={100}
            onChange={(event) => change(at, { skill: event.target.value })}
            className={`${FIELD} h-10 min-w-0 flex-1 basis-40`}
          />
          <select
            aria-label={texts.level}
            value={level}
            onChange={(event) => change(at, { level: Number(event.target.value) })}
            className={`${FIELD} h-10 w-auto!`}
          >
            {LEVELS.map((each) => (
              <option key={each} value={each}>
                {texts.levelOf(each)}
              </option>
            ))}
          </select>
          <button
            type="button"
            aria-label={texts.removeSkillOf(skill)}
            onClick={() => onSkills(skills.filter((_, index) => index !== at))}
            className="grid size-8 shrink-0 place-items-center rounded-lg text-ink-faint hover:bg-hover hover:text-ink"
          >
            <span aria-hidden="true">×</span>
          </button>
        </div>
      ))}
      {fault !== undefined && <p className="text-xs font-medium text-late">{fault}</p>}
      <Button className="justify-self-start" onClick={() => onSkills([...skills, { skill: '', level: 3 }])}>
        {texts.addSkill}
      </Button>
    </Part>
  );
}
