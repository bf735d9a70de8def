using System.Globalization;
using MtlDsl.Training.Data;

namespace MtlDsl.App.Display;

/// <summary>Shows what a data set holds.</summary>
internal static class DataTables
{
    /// <summary>A table of the parts that could be opened, and one for each head with what is labelled for it in each part.</summary>
    public static void Show(this Screen screen, DataAdapter adapter, IReadOnlyDictionary<Split, DataStatistics> statistics)
    {
        var parts = statistics.OrderBy(part => part.Key).ToList();
        if (parts.Count == 0)
            return;
        screen.Table(
            [adapter.Name, "images", "origins", "smallest", "largest"], 4,
            parts.Select(part => (IReadOnlyList<string>)
                [part.Key.ToString(), Text(part.Value.Images), Text(part.Value.Origins), part.Value.Smallest.ToString(), part.Value.Largest.ToString()]));
        for (var index = 0; index < adapter.Architecture.Heads.Count; index++)
        {
            var (head, of) = (adapter.Architecture.Heads[index], parts.Select(part => (part.Key, Head: part.Value.Heads[index])).ToList());
            if (of.All(part => part.Head.Images == 0))
            {
                screen.Line($"{adapter.Name} labels nothing for {head.Name}.");
                continue;
            }
            screen.Table(
                [$"{adapter.Name}: {head.Name}", .. of.SelectMany(part => (IEnumerable<string>)[$"{part.Key} images", .. Shares(head)])],
                of.Count * (1 + Shares(head).Length),
                [
                    ["all", .. of.SelectMany(part => All(head, part.Head))],
                    .. head.Classes.Select((item, k) => (IReadOnlyList<string>)[item.Name, .. of.SelectMany(part => Class(head, part.Head, k))]),
                ]);
        }
    }

    // What is said of a part beside the number of its images.
    private static string[] Shares(Head head) => head switch
    {
        SegmentationHead => ["of all", "of pixels"],
        DetectionHead => ["of all", "objects"],
        ClassificationHead => ["of all"],
        RegressionHead => ["values"],
        _ => ["identities"],
    };

    private static string[] All(Head head, HeadStatistics labelled) => head switch
    {
        SegmentationHead => [Text(labelled.Images), "", Share(Part(labelled.LabelledPixels, labelled.LabelledPixels + labelled.UnlabelledPixels))],
        DetectionHead => [Text(labelled.Images), "", Text(labelled.Classes.Sum(item => item.Objects))],
        ClassificationHead => [Text(labelled.Images), ""],
        RegressionHead => [Text(labelled.Images), Text(labelled.LabelledValues)],
        _ => [Text(labelled.Images), Text(labelled.Identities)],
    };

    private static string[] Class(Head head, HeadStatistics labelled, int index) => head switch
    {
        SegmentationHead => [Text(labelled.Classes[index].Images), Share(labelled.ImageShare(index)), Share(labelled.PixelShare(index))],
        DetectionHead => [Text(labelled.Classes[index].Images), Share(labelled.ImageShare(index)), Text(labelled.Classes[index].Objects)],
        _ => [Text(labelled.Classes[index].Images), Share(labelled.ImageShare(index))],
    };

    private static double Part(long part, long whole) => whole > 0 ? (double)part / whole : 0;

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Share(double value) => (100 * value).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
