import fc from 'fast-check';
import { RepeatSketch } from '../../../server/src/pipeline/match/repeat-sketch';

describe('a sketch of what a file repeats', () => {
  it('never counts a text less often than it stands there', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a@x.cz', 'b@x.cz', '24123401', '24123402', ''), { maxLength: 60 }), (texts) => {
        const sketch = new RepeatSketch(texts.length);
        for (const text of texts) sketch.add(text);

        for (const text of texts) expect(sketch.atMost(text)).toBeGreaterThanOrEqual(texts.filter((each) => each === text).length);
      }),
    );
  });

  it('takes hardly any of 100,000 different texts for repeated ones', () => {
    const sketch = new RepeatSketch(100_000);
    for (let index = 0; index < 100_000; index += 1) sketch.add(`person.${index}@company-${index % 977}.example`);

    let repeated = 0;
    for (let index = 0; index < 100_000; index += 1) if (sketch.atMost(`person.${index}@company-${index % 977}.example`) >= 5) repeated += 1;
    expect(repeated).toBeLessThan(20);
  });

  it('stops counting before a byte runs over', () => {
    const sketch = new RepeatSketch(10);
    for (let index = 0; index < 1_000; index += 1) sketch.add('info@firm.cz');

    expect(sketch.atMost('info@firm.cz')).toBe(255);
  });
});
