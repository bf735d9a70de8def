using System.Globalization;
using System.Text;
using MtlDsl.Training.Checkpoints;

namespace MtlDsl.Training.Recording;

/// <summary>
/// A table in a CSV file that grows while a network learns; its first column is the number of steps done. Every row is in the file as soon
/// as it is added. A run that goes on keeps the rows up to where it goes on; those after it, which its checkpoint knows nothing of, are
/// dropped.
/// </summary>
internal sealed class StepTable : IDisposable
{
    private readonly StreamWriter writer;

    /// <param name="path">The file.</param>
    /// <param name="columns">The columns after the first, without commas.</param>
    /// <param name="iteration">Steps done; 0 begins the table anew.</param>
    /// <exception cref="CheckpointException">The file cannot be written, or holds other columns.</exception>
    public StepTable(string path, IEnumerable<string> columns, int iteration)
    {
        var header = string.Join(',', columns.Prepend("iteration"));
        // As a whole or not at all, so that a kill here costs no rows.
        AtomicFile.Write(path, string.Concat(Kept(path, header, iteration).Prepend(header).Select(row => row + '\n')));
        writer = new StreamWriter(path, append: true, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" };
    }

    /// <summary>Adds a row.</summary>
    /// <param name="iteration">Steps done.</param>
    /// <param name="values">A value a column; an empty cell for those that are not finite.</param>
    public void Add(int iteration, IEnumerable<double> values) =>
        writer.WriteLine(string.Join(',', values.Select(Text).Prepend(iteration.ToString(CultureInfo.InvariantCulture))));

    public void Dispose() => writer.Dispose();

    private static IEnumerable<string> Kept(string path, string header, int iteration)
    {
        if (iteration == 0 || !File.Exists(path))
            return [];
        var rows = File.ReadAllLines(path);
        if (rows.Length > 0 && rows[0] != header)
            throw new CheckpointException($"{path}: has the columns '{rows[0]}', but the run writes '{header}'; move the file away to go on.");
        return rows.Skip(1).TakeWhile(row => RunTable.Iteration(row) <= iteration);
    }

    private static string Text(double value) => double.IsFinite(value) ? value.ToString("G6", CultureInfo.InvariantCulture) : "";
}
