using System.Globalization;
using System.Text;
using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>
/// The tracks of a video of the Stanford Drone Dataset. A row is <c>track xmin ymin xmax ymax frame lost occluded generated "label"</c>; what is
/// lost has left the view.
/// </summary>
/// <param name="path">The video's annotations.txt. It is read when it is first needed, once.</param>
/// <param name="frames">The frames whose boxes are wanted.</param>
internal sealed class DroneVideo(string path, IReadOnlySet<int> frames)
{
    private const int Columns = 10;

    private readonly Lazy<Dictionary<int, List<Row>>> rows = new(() => Read(path, frames));

    /// <summary>The boxes of a frame.</summary>
    /// <param name="frame">Its number, from 0.</param>
    /// <param name="image">Size of its image.</param>
    /// <param name="keepOccluded">Whether what stands behind something is an object like all others; otherwise it is difficult.</param>
    /// <exception cref="DataException">The file cannot be read, or a row or a box makes no sense; the message gives its line.</exception>
    public IReadOnlyList<LabelledObject> Objects(int frame, PixelSize image, bool keepOccluded) =>
        !rows.Value.TryGetValue(frame, out var found) ? [] :
        [.. found.Select(row => ToObject(row, image, row.Occluded && !keepOccluded))];

    private LabelledObject ToObject(Row row, PixelSize image, bool difficult)
    {
        var box = row.Pixels.Scale(1f / image.Width, 1f / image.Height);
        return BoxRule.Fault(box) is { } fault
            ? throw new DataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{path}, line {row.Line}: the box ({row.Pixels.Left}, {row.Pixels.Top}) - ({row.Pixels.Right}, {row.Pixels.Bottom}) of '{row.Label}' {fault}. The image is {image}."))
            : new LabelledObject(row.Label, box, difficult);
    }

    private static Dictionary<int, List<Row>> Read(string path, IReadOnlySet<int> frames)
    {
        var found = new Dictionary<int, List<Row>>();
        try
        {
            var number = 0;
            foreach (var line in File.ReadLines(path, DataText.Utf8))
            {
                number++;
                if (line.AsSpan().IsWhiteSpace())
                    continue;
                if (Parse(line, number) is not var (frame, lost, row))
                    throw new DataException(
                        $"{path}, line {number}: expected is 'track xmin ymin xmax ymax frame lost occluded generated \"label\"'; found '{Excerpt.Of(line)}'.");
                if (lost || !frames.Contains(frame))
                    continue;
                if (!found.TryGetValue(frame, out var list))
                    found.Add(frame, list = []);
                list.Add(row);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new DataException($"Cannot read '{path}': {exception.Message}", exception);
        }
        return found;
    }

    private static (int Frame, bool Lost, Row Row)? Parse(string line, int number)
    {
        Span<Range> words = stackalloc Range[Columns];
        var text = line.AsSpan().Trim();
        if (text.Split(words, ' ', StringSplitOptions.RemoveEmptyEntries) != Columns)
            return null;
        Span<int> values = stackalloc int[Columns - 1];
        for (var i = 0; i < values.Length; i++)
            if (!int.TryParse(text[words[i]], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out values[i]))
                return null;
        // Attributes may follow the label, each in quotes of its own.
        var rest = text[words[Columns - 1]];
        var end = rest.Length > 2 && rest[0] == '"' ? rest[1..].IndexOf('"') : 0;
        if (end <= 0)
            return null;
        return (values[5], values[6] != 0, new Row(new Box(values[1], values[2], values[3], values[4]), values[7] != 0, string.Intern(rest.Slice(1, end).ToString()), number));
    }

    private readonly record struct Row(Box Pixels, bool Occluded, string Label, int Line);
}
