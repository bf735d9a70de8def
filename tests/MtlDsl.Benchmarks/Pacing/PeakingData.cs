namespace MtlDsl.Benchmarks.Pacing;

/// <summary>
/// AerialSurvey's data divided so that cars peak while surfaces still learn: 8 photos of cars beside 41 chips, as links in a folder. No flight's
/// neighbouring chips are in two parts; no video that is learnt from is measured on, though validation and test share one.
/// </summary>
internal static class PeakingData
{
    private const int Photos = 8;

    /// <summary>Divides every flight's chips, in their order: the first for testing, then validation, then training, with one left out between.</summary>
    public static void DivideChips(string source, string target)
    {
        var flights = Directory.GetFiles(Path.Combine(source, "image-chips")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)
            .GroupBy(name => name.Split('-')[0]);
        foreach (var chips in flights.Select(flight => flight.ToArray()))
        {
            var (test, validation) = ((int)(0.35 * chips.Length), (int)(0.6 * chips.Length));
            Link("test", chips[..test]);
            Link("val", chips[(test + 1)..validation]);
            Link("train", chips[(validation + 1)..]);
        }

        void Link(string part, string[] chips)
        {
            foreach (var folder in new[] { "image-chips", "label-chips" })
            {
                Directory.CreateDirectory(Path.Combine(target, folder, part));
                foreach (var chip in chips)
                    File.CreateSymbolicLink(Path.Combine(target, folder, part, chip), Path.Combine(source, folder, chip));
            }
        }
    }

    /// <summary>Lists a few photos of every third video for training, a third of those of the next ones for validation, and others for testing.</summary>
    public static void ListPhotos(string source, string target)
    {
        Directory.CreateDirectory(Path.Combine(target, "ImageSets", "Main"));
        foreach (var folder in new[] { "JPEGImages", "Annotations" })
            Directory.CreateSymbolicLink(Path.Combine(target, folder), Path.Combine(source, folder));
        var videos = Directory.GetFiles(Path.Combine(source, "JPEGImages")).Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)
            .GroupBy(name => name.Split('_')[0]).OrderBy(video => video.Key, StringComparer.Ordinal).ToArray();
        string[] Every(int third) => [.. videos.Where((_, index) => index % 3 == third).SelectMany(video => video)];
        var (learnt, judged) = (Every(0), Every(1));
        List("train", learnt.Where((_, index) => index % (learnt.Length / Photos) == 0).Take(Photos));
        List("val", judged.Where((_, index) => index % 3 == 0));
        List("test", Every(2).Concat(judged.Where((_, index) => index % 3 == 1)));

        void List(string part, IEnumerable<string> photos) => File.WriteAllLines(Path.Combine(target, "ImageSets", "Main", part + ".txt"), photos);
    }
}
