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
    public void HiddenFoldersAndFilesAreNone()
    {
        foreach (var name in new[] { "cat/1", "cat/2", "cat/._1", "dog/1", "dog/.thumbnails/1", ".ipynb_checkpoints/1" })
            tree.Image($"{name}.jpg", 4, 4);

        foreach (var areIdentities in new[] { false, true })
        {
            var source = new ClassFolderSource(tree.Root, Split.Train, areIdentities);
            Enumerable.Range(0, source.Count).Select(source.Id).ShouldBe(["cat/1", "cat/2", "dog/1"]);
            source.Remarks.ShouldBeEmpty();
        }
    }

    [Fact]
    public void ImagesInFoldersOfAClassAreOfTheClass()
    {
        foreach (var name in new[] { "cat/1", "dog/set1/1", "dog/set1/2", "dog/set2/1", "dog/set2/deep/1", "dog/set3/1" })
            tree.Image($"{name}.jpg", 4, 4);

        var (train, test) = (new ClassFolderSource(tree.Root, Split.Train), new ClassFolderSource(tree.Root, Split.Test));

        Enumerable.Range(0, train.Count).Select(index => (train.Read(index).Id, train.Read(index).Class))
            .ShouldBe([("cat/1", "cat"), ("dog/set1/1", "dog"), ("dog/set1/2", "dog"), ("dog/set2/1", "dog"), ("dog/set2/deep/1", "dog")]);
        (test.Count, test.Read(0).Id).ShouldBe((1, "dog/set3/1"));
    }

    [Fact]
    public void ImagesOfEveryExtensionAreReadAndOtherFilesAreNamed()
    {
        foreach (var extension in new[] { "jpg", "JPEG", "jpe", "jfif", "png", "heic", "txt" })
            tree.Image($"cat/{extension}.jpg", 4, 4);
        foreach (var extension in new[] { "JPEG", "jpe", "jfif", "heic", "txt" })
            File.Move(tree.Path($"cat/{extension}.jpg"), tree.Path($"cat/{extension}.{extension}"));
        tree.Image("loose.jpg", 4, 4);

        var source = new ClassFolderSource(tree.Root, Split.Train);

        Enumerable.Range(0, source.Count).Select(index => source.Read(index).Id).ShouldBe(["cat/JPEG", "cat/jfif", "cat/jpe", "cat/jpg"], ignoreOrder: true);
        source.Remarks.Select(remark => (remark.IsFault, remark.Message)).ShouldSatisfyAllConditions(
            remarks => remarks.ShouldContain(remark => !remark.IsFault && remark.Message.Contains("1 image(s) lie beside the folders") && remark.Message.Contains("loose.jpg")),
            remarks => remarks.ShouldContain(remark => !remark.IsFault && remark.Message.StartsWith("2 file(s) among the images") && remark.Message.Contains("heic.heic")));
    }

    [Fact]
    public void SaysWhatIsMissing()
    {
        Should.Throw<DataException>(() => new ClassFolderSource(tree.Root, Split.Train)).Message.ShouldContain("one for each class");
        foreach (var name in new[] { "cat", "dog" })
            for (var i = 0; i < 4; i++)
                tree.Image($"{name}/{i}.jpg", 4, 4);
        Should.Throw<DataException>(() => new ClassFolderSource(tree.Root, Split.Test)).Message.ShouldContain("no images for Test");
        Directory.CreateDirectory(tree.Path("set/val/cat"));
        tree.Image("set/train/cat/1.jpg", 4, 4).Image("set/test/cat/1.jpg", 4, 4);
        Should.Throw<DataException>(() => new ClassFolderSource(tree.Path("set"), Split.Validation)).Message.ShouldContain("one for each class");
    }

    private static string?[] Labels(ClassFolderSource source) => [.. Enumerable.Range(0, source.Count).Select(i => source.Read(i).Class)];
}
