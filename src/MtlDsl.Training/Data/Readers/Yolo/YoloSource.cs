using System.Globalization;
using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>
/// A data set as YOLO's tools keep it: a text file for each image with a row for each object, "class cx cy w h" in fractions of the image, and
/// a file with the classes' names. An image without a file has no object. A row of more numbers is an outline, whose extent is the box. There
/// may be masks of the images' size beside, whose values a second file of names explains. Folders in that of the images are those of parts
/// (train, val, test), or lie alike in that of the labels; lists of images that the file of names gives for the parts are followed.
/// </summary>
public sealed class YoloSource : IExampleSource
{
    /// <summary>How far a box may reach over the image's edge, in parts of its side, and still be taken for rounding.</summary>
    private const float Slack = 0.01f;

    /// <summary>The names of mask values that stand for no class.</summary>
    private static readonly string[] NoClass = ["unlabeled", "unlabelled", "void", "ignore"];

    private readonly Entry[] entries;
    private readonly string namesFile;
    private readonly IReadOnlyDictionary<int, string> names;
    private readonly Dictionary<byte, string?>? maskLabels;

    /// <summary>Opens a split. Only names of files are read.</summary>
    /// <param name="root">The data set's folder; without one the message says what is needed.</param>
    /// <param name="split">Which part.</param>
    /// <param name="namesFile">The file with the classes' names (YAML, or a name a line), in the folder; null for a usual one.</param>
    /// <param name="rule">How images are divided where folders do not say; null for the usual.</param>
    /// <param name="masks">The folder of masks; null if there are none.</param>
    /// <param name="maskNames">The file with the names of the masks' values; null if they are those of the boxes.</param>
    /// <exception cref="DataException">A folder or file is missing, or a label file has no image.</exception>
    public YoloSource(
        string? root, Split split, string? namesFile = null, SplitRule? rule = null, string? masks = null, string? maskNames = null)
    {
        rule ??= SplitRule.Default;
        var folder = new DatasetFolder(root, "YOLO's images and labels (a text file for each image) and a file with the classes' names");
        this.namesFile = ClassNames.Find(folder.Root, namesFile);
        names = ClassNames.Read(this.namesFile);
        if (masks is not null)
            maskLabels = MaskLabels(maskNames is null ? names : ClassNames.Read(ClassNames.Find(folder.Root, maskNames)));

        var yaml = YamlFile.Is(this.namesFile) ? new YamlFile(this.namesFile) : null;
        if (yaml?.Items("kpt_shape") is [var shape, ..])
            throw yaml.Fault(
                shape.Line,
                "'kpt_shape' says that the rows of labels hold keypoints, which are not read here; give labels of plain boxes or of outlines, and remove it");
        var lists = yaml is null ? null : ImageLists.Find(yaml, folder.Root, split);
        var part = lists is null ? SplitPart.Find(folder.Root, "images", split) : default;
        if (part.IsEmpty || lists is { IsEmpty: true })
        {
            entries = [];
            return;
        }
        var images = folder.StemsBelow(part.In("images"), DatasetFolder.ImageExtensions);
        var labels = folder.StemsBelow(part.In("labels"), ".txt");
        var masksByStem = masks is null ? null : folder.StemsBelow(part.In(masks), ".png");
        foreach (var (stem, label) in labels)
            if (!images.ContainsKey(stem) && Path.GetFileName(stem) != "classes")
                throw new DataException($"'{root}' has no image {part.In("images")}/{stem} for the labels '{label}'.");

        var stems = lists is not null ? lists.Stems(images).Select(stem => (Name: stem, Origin: rule.Origin(stem)))
            : part.IsSplit ? images.Keys.Order(NaturalOrder.Instance).Select(stem => (Name: stem, Origin: rule.Origin(stem)))
            : rule.Part(images.Keys, split, folder.Root);
        entries = [.. stems.Select(s => new Entry(s.Name, s.Origin, images[s.Name], labels.GetValueOrDefault(s.Name), masksByStem?.GetValueOrDefault(s.Name)))];
        if (entries.Length == 0 && split != Split.Validation)
            throw new DataException($"'{root}' has no images for {split}.");
    }

    /// <inheritdoc/>
    public int Count => entries.Length;

    /// <inheritdoc/>
    public LabelKinds Labels => maskLabels is null ? LabelKinds.Boxes : LabelKinds.Boxes | LabelKinds.Masks;

    /// <inheritdoc/>
    public string? Origin(int index) => entries[index].Origin;

    /// <inheritdoc/>
    public Example Read(int index)
    {
        var entry = entries[index];
        var image = DatasetFolder.ReadImage(entry.Image);
        var mask = entry.Mask is null ? null : new LabelledMask(DatasetFolder.ReadMask(entry.Mask, image), maskLabels!);
        return new Example(entry.Stem, image, entry.Labels is null ? [] : ReadObjects(entry.Labels), mask);
    }

    private List<LabelledObject> ReadObjects(string path)
    {
        var objects = new List<LabelledObject>();
        var lines = DatasetFolder.ReadText(path).Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            var words = lines[index].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0)
                objects.Add(ReadRow(words, $"{path}, line {index + 1}"));
        }
        return objects;
    }

    private LabelledObject ReadRow(string[] words, string place)
    {
        if (!int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || words.Length < 5 || words.Length % 2 == 0)
            throw new DataException($"{place}: expected is \"class cx cy w h\" in fractions of the image, or \"class x y x y ...\"; found \"{string.Join(' ', words)}\".");
        if (!names.TryGetValue(number, out var label))
            throw new DataException($"{place}: class {number} has no name in '{namesFile}'.");
        var values = new float[words.Length - 1];
        for (var i = 0; i < values.Length; i++)
            if (!float.TryParse(words[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]) || !float.IsFinite(values[i]))
                throw new DataException($"{place}: '{words[i + 1]}' is not a number.");

        var box = values.Length == 4
            ? new Box(values[0] - values[2] / 2, values[1] - values[3] / 2, values[0] + values[2] / 2, values[1] + values[3] / 2)
            : Extent(values);
        if (!(box.Width > 0 && box.Height > 0) || box.Left < -Slack || box.Top < -Slack || box.Right > 1 + Slack || box.Bottom > 1 + Slack)
            throw new DataException($"{place}: the box of '{label}' is empty or reaches beyond the image; values are fractions of its width and height, 0 to 1.");
        return new LabelledObject(label, box);
    }

    private static Box Extent(float[] outline)
    {
        var (xs, ys) = (outline.Where((_, i) => i % 2 == 0).ToArray(), outline.Where((_, i) => i % 2 == 1).ToArray());
        return new Box(xs.Min(), ys.Min(), xs.Max(), ys.Max());
    }

    private static Dictionary<byte, string?> MaskLabels(IReadOnlyDictionary<int, string> names)
    {
        var labels = names.Where(name => name.Key <= byte.MaxValue)
            .ToDictionary(name => (byte)name.Key, name => NoClass.Contains(name.Value, StringComparer.OrdinalIgnoreCase) ? null : name.Value);
        labels.TryAdd(SegmentationTargets.Ignored, null);
        return labels;
    }

    private sealed record Entry(string Stem, string? Origin, string Image, string? Labels, string? Mask);
}
