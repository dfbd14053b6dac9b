/** Records in RIS, each a work of its own: `first` is the number of the first. Broken ones have nothing but their type. */
export function ris(count: number, { first = 1, broken = [] as number[] } = {}): string {
  return Array.from({ length: count }, (_, i) => record(first + i, broken.includes(first + i))).join('\n');
}

function record(number: number, isBroken: boolean): string {
  if (isBroken) return 'TY  - JOUR\nER  - \n';
  const lines = [
    'TY  - JOUR',
    `TI  - Study number ${number} of the ${WORDS[number % WORDS.length]} ${WORDS[(number * 7 + 3) % WORDS.length]}`,
    // Authors and journals are what costs most; some have to do.
    ...(number % 10 === 1
      ? [
          `AU  - ${WORDS[(number * 5 + 1) % WORDS.length]}, ${String.fromCharCode(65 + (number % 26))}`,
          `JO  - Journal of ${WORDS[number % 5]}`,
        ]
      : []),
    `PY  - ${1990 + (number % 30)}`,
    `DO  - 10.5555/study.${number}`,
    `SP  - ${number}`,
    'ER  - ',
  ];
  return `${lines.join('\n')}\n`;
}

const WORDS = [
  'Anatomy',
  'Burnout',
  'Coaching',
  'Debriefing',
  'Empathy',
  'Feedback',
  'Grading',
  'Handover',
  'Identity',
  'Judgement',
];
