using MtlDsl.Training.Data;

namespace MtlDsl.Training.Tests.Data;

public sealed class MatFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableTheory]
    [InlineData("uint8", "True")]
    [InlineData("uint8", "False")]
    [InlineData("double", "True")]
    [InlineData("int32", "False")]
    [InlineData("single", "True")]
    public void ReadsWhatScipyWrites(string type, string compressed)
    {
        Python.Require("scipy.io");
        var path = folder["a.mat"];

        // As SBD's files: other variables and fields around the one that is asked for, one of them a cell of sparse matrices.
        var printed = Python.RunLines($$"""
            import numpy as np, scipy.io, scipy.sparse
            values = np.random.RandomState(3).randint(0, 21, (37, 53)).astype('{{type}}')
            boundaries = np.empty((2, 1), object)
            boundaries[0, 0] = scipy.sparse.eye(4).tocsc(); boundaries[1, 0] = np.ones((2, 2))
            scipy.io.savemat('{{path}}', {'Other': np.arange(3.0), 'GTcls': {'Boundaries': boundaries, 'Segmentation': values,
                'CategoriesPresent': np.array([[1, 5]], 'uint8')}, 'Last': 'text'}, do_compression={{compressed}})
            print(' '.join(str(int(v)) for v in scipy.io.loadmat('{{path}}')['GTcls']['Segmentation'][0, 0].ravel()))
            """);

        var (rows, columns, values) = MatFile.ReadField(File.ReadAllBytes(path), "GTcls", "Segmentation");

        (rows, columns).ShouldBe((37, 53));
        string.Join(' ', values).ShouldBe(printed.Trim());
        Should.Throw<InvalidDataException>(() => MatFile.ReadField(File.ReadAllBytes(path), "GTinst", "Segmentation")).Message.ShouldContain("GTinst");
        Should.Throw<InvalidDataException>(() => MatFile.ReadField(File.ReadAllBytes(path), "GTcls", "Nothing")).Message.ShouldContain("Nothing");
        Should.Throw<InvalidDataException>(() => MatFile.ReadField(File.ReadAllBytes(path)[..^300], "GTcls", "Segmentation"));
        // Nothing within a broken file may do worse than say so.
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var bytes = File.ReadAllBytes(path);
            bytes[random.Next(128, bytes.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                MatFile.ReadField(bytes, "GTcls", "Segmentation");
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    [Fact]
    public void RefusesAnotherFormat() =>
        Should.Throw<InvalidDataException>(() => MatFile.ReadField(new byte[200], "GTcls", "Segmentation")).Message.ShouldContain("level 5");

    [SkippableFact]
    public void TheStudysSplitHasImagesWithBothLabelsAndHalvesVal()
    {
        Python.Require("scipy.io");
        using var tree = new TemporaryTree();
        const string box = "<annotation><object><name>dog</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>4</xmax><ymax>4</ymax></bndbox></object></annotation>";
        foreach (var stem in new[] { "t1", "t2", "t3", "t4", "v1", "v2", "v3", "v4", "v5" })
            tree.Image($"VOC2012/JPEGImages/{stem}.jpg", 8, 6).Text($"VOC2012/Annotations/{stem}.xml", box);
        Directory.CreateDirectory(tree.Path("benchmark_RELEASE/dataset/cls"));
        // t2 has no mask at all; t3 has VOC's own; t4 is in the segmentation's val, though SBD has it for training.
        Python.RunLines($$$"""
            import numpy as np, scipy.io
            for stem in ['t1', 't4', 'v1', 'v2', 'v3', 'v4']:
                scipy.io.savemat('{{{tree.Path("benchmark_RELEASE/dataset/cls")}}}/' + stem + '.mat', {'GTcls': {'Segmentation': np.full((6, 8), 12, 'uint8')}}, do_compression=True)
            """);
        tree.GreyMask("VOC2012/SegmentationClass/t3.png", new MtlDsl.Vision.LabelMap(8, 6))
            .Text("VOC2012/ImageSets/Main/train.txt", "t1\nt2\nt3\nt4\n").Text("VOC2012/ImageSets/Main/val.txt", "v1\nv2\nv3\nv4\nv5\n")
            .Text("VOC2012/ImageSets/Segmentation/val.txt", "t4\n");
        string[] Ids(Split split, ulong seed = 0) =>
            new PascalVocSbdSource(tree.Root, split, seed) is var source ? [.. Enumerable.Range(0, source.Count).Select(i => source.Read(i).Id)] : [];

        Ids(Split.Train).ShouldBe(["t1", "t3"]);
        (Ids(Split.Validation).Length, Ids(Split.Test).Length).ShouldBe((2, 2));
        Ids(Split.Validation).Concat(Ids(Split.Test)).Order().ShouldBe(["v1", "v2", "v3", "v4"]);
        Enumerable.Range(0, 8).Select(seed => string.Join(' ', Ids(Split.Test, (ulong)seed))).Distinct().Count().ShouldBeGreaterThan(2);

        var example = new PascalVocSbdSource(tree.Root, Split.Train).Read(0);
        example.Objects.ShouldNotBeNull().ShouldHaveSingleItem().Label.ShouldBe("dog");
        example.Mask!.Values.Labels.Select(value => example.Mask.Labels[value]).Distinct().ShouldBe(["dog"]);
    }
}
