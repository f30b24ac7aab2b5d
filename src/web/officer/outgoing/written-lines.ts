/** One entry a line, however it was written on paper: a dash before it and a mark behind it are not part of it. */
export const writtenLines = (text: string): readonly string[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) =>
      line
        .replace(/^[-–]\s*/, '')
        .replace(/[;.]$/, '')
        .trim(),
    )
    .filter((line) => line !== '')
