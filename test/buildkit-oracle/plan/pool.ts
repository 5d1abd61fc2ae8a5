/** Runs tasks, so many at a time, in their order. A task that fails does so for its own promise only. */
export function startAll<Result>(tasks: readonly (() => Promise<Result>)[], atOnce: number): readonly Promise<Result>[] {
  const lanes = Array.from({ length: atOnce }, (): Promise<unknown> => Promise.resolve());
  return tasks.map((task, index) => {
    const lane = index % atOnce;
    const result = (lanes[lane] ?? Promise.resolve()).then(task);
    lanes[lane] = result.catch(() => undefined);
    return result;
  });
}
