using System.Globalization;
using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>How the masks of a folder name classes: by values or by colours.</summary>
public abstract class MaskFormat
{
    private protected MaskFormat()
    {
    }

    /// <summary>
    /// Masks of one value a pixel: palette indices or grey levels of up to 8 bits, also where the three channels of a colour PNG hold the
    /// same grey level. The label of a value is its number: "40".
    /// </summary>
    /// <param name="labelled">The values that stand for something.</param>
    /// <param name="unlabelled">The values that mark pixels without label.</param>
    /// <param name="ignoreOthers">Whether every other value marks such pixels too; otherwise a mask that has one is wrong.</param>
    /// <exception cref="ArgumentException">No value is labelled.</exception>
    public static MaskFormat Values(IReadOnlyCollection<byte> labelled, IReadOnlyCollection<byte> unlabelled, bool ignoreOthers = false) =>
        new ValueMasks(labelled, ignoreOthers ? [.. Enumerable.Range(0, 256).Select(value => (byte)value).Except(labelled)] : unlabelled);

    /// <summary>Masks in colours, in a format without loss. The label of a colour is its hexadecimal form: "#dc143c".</summary>
    /// <param name="labelled">The colours that stand for something.</param>
    /// <param name="unlabelled">The colours that mark pixels without label.</param>
    /// <param name="ignoreOthers">Whether every other colour marks such pixels too; otherwise a mask that has one is wrong.</param>
    /// <exception cref="ArgumentException">No colour is labelled, or there are more than 255.</exception>
    public static MaskFormat Colors(IReadOnlyCollection<Rgb> labelled, IReadOnlyCollection<Rgb> unlabelled, bool ignoreOthers = false) =>
        new ColorMasks(labelled, unlabelled, ignoreOthers);

    /// <summary>Reads a mask.</summary>
    /// <exception cref="DataException">The file is no mask, or holds what is not declared; it is named.</exception>
    internal abstract LabelledMask Read(string path);

    /// <summary>The labels of the values that masks may have; null for one without.</summary>
    private protected abstract IReadOnlyDictionary<byte, string?> Labels { get; }

    /// <summary>
    /// In how many tiles of a mask each of its labelled values occurs: in none where the mask cannot be read, which shows when its image is needed.
    /// </summary>
    /// <param name="path">The mask.</param>
    /// <param name="tiles">Tiles a row and a column.</param>
    internal int[] Presence(string path, int tiles)
    {
        var seen = new bool[tiles * tiles, 256];
        if (ReadOrNull(path) is { } mask)
            for (var y = 0; y < mask.Height; y++)
                for (var x = 0; x < mask.Width; x++)
                    seen[(int)((long)y * tiles / mask.Height) * tiles + (int)((long)x * tiles / mask.Width), mask.Labels[y * mask.Width + x]] = true;
        return [.. Labels.Where(label => label.Value is not null).OrderBy(label => label.Key)
            .Select(label => Enumerable.Range(0, tiles * tiles).Count(tile => seen[tile, label.Key]))];
    }

    private LabelMap? ReadOrNull(string path)
    {
        try
        {
            return Read(path).Values;
        }
        catch (DataException)
        {
            return null;
        }
    }

    private static void CheckNotEmpty<T>(IReadOnlyCollection<T> labelled)
    {
        if (labelled.Count == 0)
            throw new ArgumentException("A mask needs a value or colour that stands for a class.", nameof(labelled));
    }

    private sealed class ValueMasks : MaskFormat
    {
        private readonly Dictionary<byte, string?> labels;

        private protected override IReadOnlyDictionary<byte, string?> Labels => labels;

        public ValueMasks(IReadOnlyCollection<byte> labelled, IReadOnlyCollection<byte> unlabelled)
        {
            CheckNotEmpty(labelled);
            labels = labelled.ToDictionary(value => value, value => (string?)value.ToString(CultureInfo.InvariantCulture));
            foreach (var value in unlabelled)
                labels[value] = null;
        }

        internal override LabelledMask Read(string path)
        {
            var mask = DatasetFolder.ReadLabels(path);
            for (var i = 0; i < mask.Labels.Length; i++)
                if (!labels.ContainsKey(mask.Labels[i]))
                    throw new DataException(string.Create(
                        CultureInfo.InvariantCulture,
                        $"The mask '{path}' has the value {mask.Labels[i]} at ({i % mask.Width}, {i / mask.Width}), which is not declared; add "
                        + $"[MaskValue({mask.Labels[i]}, ...)] to the adapter, [IgnoreValue({mask.Labels[i]})] for pixels without label, or [IgnoreOthers] for whatever is not declared."));
            return new LabelledMask(mask, labels);
        }
    }

    private sealed class ColorMasks : MaskFormat
    {
        private readonly Dictionary<Rgb, byte> values = [];
        private readonly Dictionary<byte, string?> labels = [];
        private readonly bool ignoreOthers;

        private protected override IReadOnlyDictionary<byte, string?> Labels => labels;

        public ColorMasks(IReadOnlyCollection<Rgb> labelled, IReadOnlyCollection<Rgb> unlabelled, bool ignoreOthers)
        {
            this.ignoreOthers = ignoreOthers;
            CheckNotEmpty(labelled);
            if (labelled.Count > byte.MaxValue)
                throw new ArgumentException($"A mask has at most {byte.MaxValue} colours, not {labelled.Count}.", nameof(labelled));
            foreach (var color in labelled)
            {
                labels[(byte)values.Count] = Name(color);
                values.Add(color, (byte)values.Count);
            }
            foreach (var color in unlabelled)
                values[color] = SegmentationTargets.Ignored;
            labels[SegmentationTargets.Ignored] = null;
        }

        internal override LabelledMask Read(string path)
        {
            var mask = DatasetFolder.ReadImage(path);
            var result = new LabelMap(mask.Width, mask.Height);
            var (last, value) = (default(Rgb?), (byte)0);
            for (var i = 0; i < result.Labels.Length; i++)
            {
                var color = new Rgb(mask.Pixels[3 * i], mask.Pixels[3 * i + 1], mask.Pixels[3 * i + 2]);
                // Neighbours are mostly alike.
                if (color != last)
                    (last, value) = (color, values.TryGetValue(color, out var known) ? known
                        : ignoreOthers ? SegmentationTargets.Ignored : throw Unknown(path, color, i % mask.Width, i / mask.Width));
                result.Labels[i] = value;
            }
            return new LabelledMask(result, labels);
        }

        private static string Name(Rgb color) => string.Create(CultureInfo.InvariantCulture, $"#{color.R:x2}{color.G:x2}{color.B:x2}");

        private static DataException Unknown(string path, Rgb color, int x, int y) => new(string.Create(
            CultureInfo.InvariantCulture,
            $"The mask '{path}' has the colour {color.R}, {color.G}, {color.B} at ({x}, {y}), which is no class's; add "
            + $"[MaskColor({color.R}, {color.G}, {color.B}, ...)] to the adapter, [IgnoreColor({color.R}, {color.G}, {color.B})] for pixels "
            + $"without label, or [IgnoreOthers] for whatever is not declared. A mask that was stored with loss (JPEG) cannot be read."));
    }
}
