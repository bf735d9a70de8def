using System.Globalization;
using MtlDsl.Imaging;

namespace MtlDsl.Training.Data;

/// <summary>
/// The Stanford Drone Dataset: videos from above with boxes around everybody, in SCENE/VIDEO/annotations.txt. Frames are images: in a folder
/// "frames" beside the annotations or beside the video (videos/SCENE/VIDEO), called by their numbers from 0, 000120.jpg; or the
/// reference.jpg of a video whose frame a reference-frames.csv (scene,video,frame) names. A fifth is for testing, chosen by chance.
/// </summary>
public sealed class StanfordDroneSource : IExampleSource
{
    private const string Annotations = "annotations.txt", ReferenceFrames = "reference-frames.csv";
    private const double TestShare = 0.2;

    private readonly Entry[] entries;
    private readonly bool keepOccluded;

    /// <summary>Opens a split. Annotations are read with the first frame of their video.</summary>
    /// <param name="root">The data set's folder; without one the message says what is needed.</param>
    /// <param name="split">Which part; none is set aside for validation.</param>
    /// <param name="frameStep">Every so many-th frame is taken, those whose number it divides. The study: 20.</param>
    /// <param name="keepOccluded">Whether what stands behind something is an object like all others; otherwise it is difficult.</param>
    /// <param name="keep">What is kept together.</param>
    /// <param name="seed">Decides what is for testing.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is less than 1.</exception>
    /// <exception cref="DataException">There are no annotations, or no frames.</exception>
    public StanfordDroneSource(string? root, Split split, int frameStep = 1, bool keepOccluded = false, DroneParts keep = DroneParts.Video, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frameStep, 1);
        this.keepOccluded = keepOccluded;
        var folder = new DatasetFolder(root, $"the Stanford Drone Dataset's SCENE/VIDEO/{Annotations}, and frames as images (SCENE/VIDEO/frames/000000.jpg ...)");
        var files = DatasetFolder.Files(folder.Root, SearchOption.AllDirectories).Where(path => Path.GetFileName(path) == Annotations).Order(NaturalOrder.Instance).ToArray();
        if (files.Length == 0)
            throw new DataException($"'{root}' has no SCENE/VIDEO/{Annotations}.");

        var reference = ReadReferenceFrames(Path.Combine(folder.Root, ReferenceFrames));
        var all = files.SelectMany(file => Frames(file, frameStep, reference)).ToArray();
        if (all.Length == 0)
            throw new DataException(
                $"'{root}' has {files.Length} annotated videos but no frames with numbers that {frameStep} divides; extract them beside the annotations: "
                + "ffmpeg -i video.mov -start_number 0 -q:v 2 frames/%06d.jpg.");
        var origins = all.Select(entry => keep switch { DroneParts.Video => entry.Origin, DroneParts.Scene => entry.Scene, _ => null }).ToArray();
        var isTest = OriginChoice.Choose(origins, TestShare, seed);
        entries = split == Split.Validation ? [] : [.. all.Where((_, index) => isTest[index] == (split == Split.Test))];
        if (entries.Length == 0 && split != Split.Validation)
            throw new DataException($"'{root}' has frames of one {keep} only, so none is left for {split}; keep less together.");
    }

    /// <inheritdoc/>
    public int Count => entries.Length;

    /// <inheritdoc/>
    public LabelKinds Labels => LabelKinds.Boxes;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> LabelNames => ["Pedestrian", "Biker", "Skater", "Cart", "Car", "Bus"];

    /// <inheritdoc/>
    public string Id(int index) => string.Create(CultureInfo.InvariantCulture, $"{entries[index].Origin}/{entries[index].Frame:D6}");

    /// <inheritdoc/>
    public string? Origin(int index) => entries[index].Origin;

    /// <inheritdoc/>
    public Example Read(int index)
    {
        var entry = entries[index];
        var image = DatasetFolder.ReadImage(entry.Image);
        return new Example(Id(index), image, entry.Video.Objects(entry.Frame, image.Size, keepOccluded), null);
    }

    private static IEnumerable<Entry> Frames(string annotations, int step, Dictionary<(string, string), int> reference)
    {
        var folder = Path.GetDirectoryName(annotations)!;
        var (video, scene) = (Path.GetFileName(folder), Path.GetFileName(Path.GetDirectoryName(folder)) ?? "");
        var images = NumberedImages(Path.Combine(folder, "frames"))
            ?? NumberedImages(Path.Combine(folder, "..", "..", "..", "videos", scene, video, "frames"))
            ?? (reference.TryGetValue((scene, video), out var frame) && Path.Combine(folder, "reference.jpg") is var image && File.Exists(image)
                ? new() { [frame] = image }
                : []);
        // The single reference frame of a video is wanted whatever its number.
        var wanted = images.Where(pair => images.Count == 1 || pair.Key % step == 0).OrderBy(pair => pair.Key).ToArray();
        var source = new DroneVideo(annotations, wanted.Select(pair => pair.Key).ToHashSet());
        return wanted.Select(pair => new Entry(scene, $"{scene}/{video}", pair.Key, pair.Value, source));
    }

    private static Dictionary<int, string>? NumberedImages(string folder)
    {
        if (!Directory.Exists(folder))
            return null;
        var images = new Dictionary<int, string>();
        foreach (var path in DatasetFolder.Files(folder).Where(ImageFiles.IsImage))
            if (!int.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !images.TryAdd(number, path))
                throw new DataException($"The name of the frame '{path}' is not its number, or another frame has it too; call it 000120.jpg for frame 120.");
        return images;
    }

    private static Dictionary<(string, string), int> ReadReferenceFrames(string path)
    {
        var frames = new Dictionary<(string, string), int>();
        if (!File.Exists(path))
            return frames;
        var lines = DataText.Read(path).Split('\n', StringSplitOptions.TrimEntries);
        for (var index = 1; index < lines.Length; index++)
        {
            if (lines[index].Length == 0)
                continue;
            if (lines[index].Split(',') is not [var scene, var video, var number, ..]
                || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var frame))
                throw new DataException($"{path}, line {index + 1}: expected is 'scene,video,frame'; found '{lines[index]}'.");
            frames[(scene, video)] = frame;
        }
        return frames;
    }

    private sealed record Entry(string Scene, string Origin, int Frame, string Image, DroneVideo Video);
}
