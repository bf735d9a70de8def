using System.Globalization;
using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>
/// A data set as YOLO's tools keep it: a text file for each image with a row for each object, "class cx cy w h" in fractions of the image, and
/// a file with the classes' names. An image without a file has no object. A row of more numbers is an outline, whose extent is the box. There
/// may be masks of the images' size beside, whose values a second file of names explains. What the file of names gives for the parts is followed:
/// folders, lists of images, or several of them. Otherwise folders in that of the images are those of parts (train, val, test), or lie alike in that
/// of the labels.
/// </summary>
public sealed class YoloSource : IExampleSource
{
    /// <summary>The names of mask values that stand for no class.</summary>
    private static readonly string[] NoClass = ["unlabeled", "unlabelled", "void", "ignore"];

    private readonly YoloEntry[] entries;
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
    /// <param name="allowOutside">Whether the file of names may name folders and lists outside of the data set's folder.</param>
    /// <exception cref="DataException">A folder or file is missing, or a label file has no image.</exception>
    public YoloSource(
        string? root, Split split, string? namesFile = null, SplitRule? rule = null, string? masks = null, string? maskNames = null, bool allowOutside = false)
    {
        rule ??= SplitRule.Default;
        var folder = new DatasetFolder(root, "YOLO's images and labels (a text file for each image) and a file with the classes' names");
        this.namesFile = ClassNames.Find(folder.Root, namesFile);
        names = ClassNames.Read(this.namesFile);
        var namesOfMasks = maskNames is null ? names : ClassNames.Read(ClassNames.Find(folder.Root, maskNames));
        if (masks is not null)
            maskLabels = MaskLabels(namesOfMasks);
        LabelNames = [.. names.Values.Union(namesOfMasks.Values)];

        var yaml = YamlFile.Is(this.namesFile) ? new YamlFile(this.namesFile) : null;
        if (yaml?.Items("kpt_shape") is [var shape, ..])
            throw yaml.Fault(
                shape.Line,
                "'kpt_shape' says that the rows of labels hold keypoints, which are not read here; give labels of plain boxes or of outlines, and remove it");
        var named = yaml is null ? null : YamlParts.Find(yaml, folder, split, allowOutside);
        var part = named is null ? SplitPart.Find(folder.Root, YoloTree.Images, split) : default;
        if (part.IsEmpty || named is { IsEmpty: true })
        {
            (entries, Remarks) = ([], []);
            return;
        }
        var tree = new YoloTree(folder, masks);
        entries = named is not null ? [.. tree.Below(named.Folders).Concat(named.Images.Select(tree.Of)).Select(WithOrigin)]
            : part.IsSplit ? [.. tree.Below([part.In(YoloTree.Images)]).Select(WithOrigin)]
            : Divided(tree.Below(YoloTree.Images));
        folder.RequireImages(entries.Length, split, named is not null || part.IsSplit);
        Remarks = folder.Remarks;

        YoloEntry WithOrigin(YoloEntry entry) => entry with { Origin = rule.Origin(entry.Id) };

        YoloEntry[] Divided(IReadOnlyDictionary<string, YoloEntry> all) =>
            [.. rule.Part(all.Keys, split, folder.Root).Select(image => all[image.Name] with { Origin = image.Origin })];
    }

    /// <inheritdoc/>
    public int Count => entries.Length;

    /// <inheritdoc/>
    public LabelKinds Labels => maskLabels is null ? LabelKinds.Boxes : LabelKinds.Boxes | LabelKinds.Masks;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> LabelNames { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DataRemark> Remarks { get; }

    /// <inheritdoc/>
    public string Id(int index) => entries[index].Id;

    /// <inheritdoc/>
    public string? Origin(int index) => entries[index].Origin;

    /// <inheritdoc/>
    public Example Read(int index)
    {
        var entry = entries[index];
        var image = DatasetFolder.ReadImage(entry.Image);
        var mask = entry.Mask is null ? null : new LabelledMask(DatasetFolder.ReadMask(entry.Mask, image), maskLabels!);
        return new Example(entry.Id, image, entry.Labels is null ? [] : ReadObjects(entry.Labels), mask);
    }

    private List<LabelledObject> ReadObjects(string path)
    {
        var objects = new List<LabelledObject>();
        var lines = DataText.Read(path).Split('\n');
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
        if (ClassNumber(words[0]) is not { } number || words.Length < 5 || words.Length % 2 == 0)
            throw new DataException($"{place}: expected is \"class cx cy w h\" in fractions of the image, or \"class x y x y ...\"; found \"{Excerpt.Of(string.Join(' ', words))}\".");
        if (!names.TryGetValue(number, out var label))
            throw new DataException($"{place}: class {number} has no name in '{namesFile}'.");
        var values = new float[words.Length - 1];
        for (var i = 0; i < values.Length; i++)
            if (!float.TryParse(words[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]) || !float.IsFinite(values[i]))
                throw new DataException($"{place}: '{Excerpt.Of(words[i + 1])}' is not a number.");

        var box = values.Length == 4
            ? new Box(values[0] - values[2] / 2, values[1] - values[3] / 2, values[0] + values[2] / 2, values[1] + values[3] / 2)
            : Extent(values);
        return BoxRule.Fault(box) is { } fault
            ? throw new DataException($"{place}: the box of '{label}' {fault}; values are fractions of the image's width and height, 0 to 1.")
            : new LabelledObject(label, box);
    }

    // Tools that keep rows as arrays of numbers write classes as 0.0.
    private static int? ClassNumber(string word) =>
        decimal.TryParse(word, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            && number == decimal.Truncate(number) && number is >= 0 and <= int.MaxValue
            ? (int)number
            : null;

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
}
