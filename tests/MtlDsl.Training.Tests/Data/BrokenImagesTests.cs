using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

public sealed class BrokenImagesTests : IDisposable
{
    private const string Object =
        "<object><name>thing</name><bndbox><xmin>2</xmin><ymin>2</ymin><xmax>9</xmax><ymax>9</ymax></bndbox></object>";

    private readonly TemporaryTree tree = new();

    public BrokenImagesTests()
    {
        // Nine of them: the fifth is for testing.
        foreach (var index in Enumerable.Range(1, 9))
            tree.Image($"JPEGImages/{index}.jpg", 40, 20, (byte)(20 * index)).Text($"Annotations/{index}.xml", Annotation());
    }

    public void Dispose() => tree.Dispose();

    [Fact]
    public void StopsAtATruncatedImageAndNamesIt()
    {
        tree.Truncate("JPEGImages/4.jpg");
        using var loader = Load(FaultPolicy.Stop);

        Should.Throw<DataException>(() => Epochs(loader, 1)).Message.ShouldContain(tree.Path("JPEGImages/4.jpg"));
        loader.Faults.ShouldBeEmpty();
    }

    [Fact]
    public void SkipsATruncatedImageForTheNextOneAndSaysSoOnce()
    {
        tree.Truncate("JPEGImages/4.jpg");
        using var loader = Load(FaultPolicy.Skip);

        var values = Epochs(loader, 3);

        foreach (var epoch in values.Chunk(8))
            epoch.Order().ShouldBe([20, 40, 60, 120, 120, 140, 160, 180]);
        var fault = loader.Faults.ShouldHaveSingleItem();
        fault.DataSet.ShouldBe(nameof(TinyAdapter));
        fault.Example.ShouldBe(3);
        fault.Message.ShouldContain(tree.Path("JPEGImages/4.jpg"));
        fault.Message.ShouldContain("truncated");
    }

    [Fact]
    public void WhatStandsInIsTheSameHoweverManyWorkers()
    {
        tree.Truncate("JPEGImages/4.jpg").Truncate("JPEGImages/6.jpg").Truncate("JPEGImages/9.jpg");
        using var one = Load(FaultPolicy.Skip, workers: 1);
        using var four = Load(FaultPolicy.Skip, workers: 4);

        Epochs(four, 3).ShouldBe(Epochs(one, 3));
        four.Faults.Select(fault => fault.Example).ShouldBe([3, 4, 7]);
        one.Faults.ShouldBe(four.Faults);
    }

    [Fact]
    public void SkipsImagesWhoseLabelsAreBroken()
    {
        tree.Text("Annotations/2.xml", "<annotation><object>")
            .Text("Annotations/7.xml", Annotation().Replace("thing", "unheard of", StringComparison.Ordinal))
            .Text("Annotations/8.xml", Annotation("<size><width>41</width><height>20</height><depth>3</depth></size>"));
        using var loader = Load(FaultPolicy.Skip);

        Epochs(loader, 2).Distinct().Order().ShouldBe([20, 60, 80, 120, 180]);

        string.Join('\n', loader.Faults.Select(fault => fault.Message)).ShouldSatisfyAllConditions(
            text => text.ShouldContain("2.xml"), text => text.ShouldContain("\"unheard of\""), text => text.ShouldContain("8.xml"));
    }

    [Fact]
    public void EndsWhereNothingCanBeRead()
    {
        foreach (var index in Enumerable.Range(1, 9))
            tree.Truncate($"JPEGImages/{index}.jpg");
        using var loader = Load(FaultPolicy.Skip);

        Should.Throw<DataException>(loader.Next).Message.ShouldSatisfyAllConditions(
            text => text.ShouldContain("none of its 8 images"), text => text.ShouldContain(tree.Path("JPEGImages/1.jpg")));
    }

    [Fact]
    public void WhatIsNoFaultOfTheDataEndsInAnyCase()
    {
        var source = new MemorySource(3, _ => throw new InvalidOperationException("a mistake in the program"));
        using var loader = new BatchLoader([new(new TinyAdapter(), source)], new() { BatchSize = 1, OnFault = FaultPolicy.Skip });

        Should.Throw<InvalidOperationException>(loader.Next);
    }

    private static string Annotation(string size = "") => $"<annotation>{size}{Object}</annotation>";

    private BatchLoader Load(FaultPolicy onFault, int workers = 2) => new(
        [new BatchFeed(new TinyAdapter(), new PascalVocSource(tree.Root, Split.Train))],
        new() { BatchSize = 4, Workers = workers, OnFault = onFault });

    private static int[] Epochs(BatchLoader loader, int count) =>
    [
        .. Enumerable.Range(0, 2 * count).SelectMany(_ =>
        {
            using var batch = loader.Next();
            return BatchContent.FlatValues(batch);
        }),
    ];
}
