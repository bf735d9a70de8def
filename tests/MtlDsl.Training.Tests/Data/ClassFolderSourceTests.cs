using MtlDsl.Training.Data;

namespace MtlDsl.Training.Tests.Data;

public sealed class ClassFolderSourceTests : IDisposable
{
    private readonly TemporaryTree tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void AFoldersNameIsTheClassAndEveryFifthOfAClassIsForTesting()
    {
        foreach (var (name, count) in new[] { ("cat", 10), ("dog", 5) })
            for (var i = 0; i < count; i++)
                tree.Image($"{name}/{i}.jpg", 4, 4);

        var (train, test) = (new ClassFolderSource(tree.Root, Split.Train), new ClassFolderSource(tree.Root, Split.Test));

        (train.Count, test.Count).ShouldBe((12, 3));
        Labels(test).ShouldBe(["cat", "cat", "dog"]);
        test.Read(2).Id.ShouldBe("dog/4");
        test.Read(0).Identity.ShouldBeNull();
    }

    [Fact]
    public void FoldersSayWhatIsForTesting()
    {
        tree.Image("train/cat/1.jpg", 4, 4).Image("val/cat/2.jpg", 4, 4).Image("val/dog/3.jpg", 4, 4);

        Labels(new ClassFolderSource(tree.Root, Split.Train)).ShouldBe(["cat"]);
        Labels(new ClassFolderSource(tree.Root, Split.Test)).ShouldBe(["cat", "dog"]);
        new ClassFolderSource(tree.Root, Split.Validation).Count.ShouldBe(0);
    }

    [Fact]
    public void FoldersOfImagesAreClassesWhateverTheirNames()
    {
        foreach (var name in new[] { "train", "trainer", "Val_Ackerman", "Valerie_Harper" })
            for (var i = 0; i < 5; i++)
                tree.Image($"{name}/{i}.jpg", 4, 4);

        Labels(new ClassFolderSource(tree.Root, Split.Test)).ShouldBe(["train", "trainer", "Val_Ackerman", "Valerie_Harper"], ignoreOrder: true);
    }

    [Fact]
    public void IdentitiesAreDividedWhole()
    {
        for (var who = 0; who < 10; who++)
            for (var i = 0; i < 3; i++)
                tree.Image($"{who}/{i}.jpg", 4, 4);

        var (train, test) = (new ClassFolderSource(tree.Root, Split.Train, areIdentities: true), new ClassFolderSource(tree.Root, Split.Test, areIdentities: true));

        (train.Count, test.Count).ShouldBe((24, 6));
        Enumerable.Range(0, 6).Select(i => test.Read(i).Identity).Distinct().ShouldBe(["4", "9"]);
        (test.Read(0).Class, test.Origin(0)).ShouldBe((null, "4"));
    }

    [Fact]
    public void SaysWhatIsMissing() =>
        Should.Throw<DataException>(() => new ClassFolderSource(tree.Root, Split.Train)).Message.ShouldContain("one for each class");

    private static string?[] Labels(ClassFolderSource source) => [.. Enumerable.Range(0, source.Count).Select(i => source.Read(i).Class)];
}
