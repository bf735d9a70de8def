using MtlDsl.Training.Data;

namespace MtlDsl.Training.Tests.Data;

public sealed class LabelKindsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true, true, LabelKinds.Boxes | LabelKinds.Masks)]
    [InlineData(true, false, LabelKinds.Boxes)]
    [InlineData(false, true, LabelKinds.Masks)]
    public void A_tree_of_Pascal_VOC_labels_what_it_has_folders_for(bool hasBoxes, bool hasMasks, LabelKinds expected)
    {
        File.WriteAllBytes(Put("JPEGImages", "a.png"), []);
        if (hasBoxes)
            File.WriteAllText(Put("Annotations", "a.xml"), "");
        if (hasMasks)
            File.WriteAllBytes(Put("SegmentationClass", "a.png"), []);
        Directory.CreateDirectory(folder["ImageSets/Main"]);
        File.WriteAllText(folder["ImageSets/Main/trainval.txt"], "a\n");

        var source = new PascalVocSource(folder.FullName, Split.Train, "trainval");

        source.Labels.ShouldBe(expected);
        new ExampleSubset(source, [0]).Labels.ShouldBe(expected);
        new CachedSource(source, 1).Labels.ShouldBe(expected);
        new TiledSource(source, 2).Labels.ShouldBe(expected);
    }

    [Fact]
    public void What_an_image_is_labelled_with_is_among_what_its_source_says()
    {
        foreach (var source in new IExampleSource[] { new TinyScenes(1, 0, hasMasks: false), new AerialSceneSource(1, new(64, 64), seed: 1, Split.Train) })
        {
            var example = source.Read(0);
            var found = (example.Objects is null ? 0 : LabelKinds.Boxes) | (example.Mask is null ? 0 : LabelKinds.Masks)
                | (example.Values is null ? 0 : LabelKinds.Values) | (example.Class is null ? 0 : LabelKinds.Classes)
                | (example.Identity is null ? 0 : LabelKinds.Identities);
            source.Labels.ShouldBe(found);
        }
    }

    private string Put(string directory, string name)
    {
        Directory.CreateDirectory(folder[directory]);
        return Path.Combine(folder[directory], name);
    }
}
