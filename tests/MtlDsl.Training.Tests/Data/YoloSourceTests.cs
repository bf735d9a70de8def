using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

public sealed class YoloSourceTests : IDisposable
{
    private readonly TemporaryTree tree = new();

    public YoloSourceTests() => tree.Text("data.yaml", "path: .\nnames:\n  0: car\n  1: 'traffic light'  # with a space\n\nnc: 2\n");

    public void Dispose() => tree.Dispose();

    [Fact]
    public void ReadsRowsAndOutlines()
    {
        tree.Image("images/a.jpg", 40, 20)
            .Text("labels/a.txt", "1 0.5 0.5 0.25 1.0\r\n\n0 0.1 0.2 0.3 0.2 0.3 0.8 0.1 0.5\n");

        var objects = Open().Read(0).Objects.ShouldNotBeNull();

        objects[0].ShouldBe(new LabelledObject("traffic light", new Box(0.375f, 0, 0.625f, 1)));
        objects[1].ShouldBe(new LabelledObject("car", new Box(0.1f, 0.2f, 0.3f, 0.8f)));
    }

    [Fact]
    public void AnImageWithoutAFileHasNoObject()
    {
        tree.Image("images/a.jpg", 4, 4).Text("labels/b.txt", "").Image("images/b.jpg", 4, 4);

        Open().Read(0).Objects.ShouldNotBeNull().ShouldBeEmpty();
        Open().Read(0).Mask.ShouldBeNull();
    }

    [Theory]
    [InlineData("names.yaml", "names: [car, 'bus' ]\n")]
    [InlineData("names.yml", "# mine\nnames:\n- car\n- bus\nnc: 2\n")]
    [InlineData("names.yaml", "classes:\n  1: bus # long\n  0: car\n")]
    [InlineData("names.yaml", "classes: 2\nnames: [ 'car',\n   # the long one\n   \"bus\",  # with wheels\n ]\nnc: 2\n")]
    [InlineData("names.yaml", "names: {0: car, 1: bus}\r\nnc: 2\r\n")]
    [InlineData("names.yaml", "names:\n  {\n    1: 'bus',\n    0: car\n  }\n")]
    [InlineData("names.txt", "car\nbus\n")]
    public void ReadsNamesAsToolsWriteThem(string file, string content)
    {
        tree.Text(file, content);

        ClassNames.Read(tree.Path(file)).ShouldBe(new Dictionary<int, string> { [0] = "car", [1] = "bus" }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("names: ['car, small', 'driver''s #1', \"a \\\"caf\\xE9\\\"\", traffic\n  light]\n")]
    [InlineData("names: {0: 'car, small', 1: driver's #1, 2: \"a \\\"café\\\"\", 3: traffic light}\n")]
    [InlineData("names:\n  - car, small\n  - 'driver''s #1' # quoted\n  - a \"café\" # plain\n  - traffic light\n")]
    public void QuotesKeepWhatTheyHold(string content)
    {
        tree.Text("names.yaml", content.Replace("driver's #1", "\"driver's #1\""));

        ClassNames.Read(tree.Path("names.yaml")).OrderBy(name => name.Key).Select(name => name.Value)
            .ShouldBe(["car, small", "driver's #1", "a \"café\"", "traffic light"]);
    }

    [Theory]
    [InlineData("nc: 2\nnames: [car, bus\n", "line 3: broken YAML")]
    [InlineData("names: ['car, bus]\n", "line 1: broken YAML")]
    [InlineData("names: [car, [bus]]\n", "line 1: expected is a plain value, found")]
    [InlineData("names: {0 car}\n", "line 1: \"0 car: \" is not the number of a class, given once, and its name")]
    [InlineData("names: {0: car,\n 0: bus}\n", "line 2: broken YAML: Duplicate key 0")]
    [InlineData("names: {car: 0}\n", "line 1: \"car: 0\" is not the number of a class, given once, and its name")]
    [InlineData("names:\n  0:\n", "line 2: \"0: \" is not the number of a class, given once, and its name")]
    public void NamesTheLineOfTheNames(string content, string what)
    {
        tree.Text("names.yaml", content);

        Fault(() => ClassNames.Read(tree.Path("names.yaml")))
            .ShouldSatisfyAllConditions(m => m.ShouldStartWith(tree.Path("names.yaml")), m => m.ShouldContain(what));
    }

    [Fact]
    public void ImagesInFoldersHaveTheirLabelsInFoldersOfTheSameNames()
    {
        tree.Image("images/a.jpg", 4, 4).Text("labels/a.txt", "0 0.5 0.5 0.2 0.2")
            .Image("images/street/a.jpg", 4, 4).Text("labels/street/a.txt", "1 0.5 0.5 0.2 0.2").Text("labels/street/classes.txt", "car\n")
            .GreyMask("masks/street/a.png", new LabelMap(4, 4));

        var examples = new[] { Split.Train, Split.Test }.Select(split => new YoloSource(tree.Root, split, rule: new SplitRule { GroupBy = "/" }, masks: "masks"))
            .Select(source => (source.Origin(0), source.Read(0)));

        examples.Select(pair => (pair.Item1, pair.Item2.Id, pair.Item2.Objects!.Single().Label, pair.Item2.Mask is null))
            .ShouldBe([(null, "a", "car", true), ("street", "street/a", "traffic light", false)], ignoreOrder: true);
    }

    [Fact]
    public void HiddenFilesAreNoImages()
    {
        tree.Image("images/a.jpg", 4, 4).Text("images/._a.jpg", "").Text("labels/a.txt", "").Text("labels/._a.txt", "").Image("images/.thumbnails/a.jpg", 4, 4);

        Open().Count.ShouldBe(1);
    }

    [Fact]
    public void ListsOfImagesAreFollowed()
    {
        foreach (var name in new[] { "a", "b", "street/c", "street/d" })
            tree.Image($"images/{name}.jpg", 4, 4).Text($"labels/{name}.txt", "");
        const string names = "names: [car, bus]\n";
        tree.Text("data.yaml", $"train: train.txt # most\nval: lists/val.txt\ntest:  # none\n{names}")
            .Text("train.txt", "./images/street/d.jpg\r\n\nimages/a.jpg\n" + tree.Path("images/b.jpg")).Text("lists/val.txt", "../images/street/c.jpg\n");

        Ids(Split.Train).ShouldBe(["street/d", "a", "b"]);
        Ids(Split.Test).ShouldBe(["street/c"]);
        Ids(Split.Validation).ShouldBeEmpty();
        tree.Text("data.yaml", $"train:\n  - train.txt\nval: [lists/val.txt]\ntest: lists/test.txt\n{names}")
            .Text("lists/test.txt", "images/a.jpg\nimages/x.jpg\n");
        Ids(Split.Validation).ShouldBe(["street/c"]);
        Fault(() => Open(Split.Test))
            .ShouldSatisfyAllConditions(m => m.ShouldStartWith($"{tree.Path("lists/test.txt")}, line 2"), m => m.ShouldContain("'images/x.jpg'"));
        tree.Text("data.yaml", $"train: train.txt\nval: images/street\n{names}");
        Fault(() => Open(Split.Test)).ShouldContain("line 2: 'images/street' is no list of images");
        tree.Text("data.yaml", $"train: train.txt\n{names}");
        Fault(() => Open(Split.Test)).ShouldContain("none for Test");

        IEnumerable<string> Ids(Split split) => Open(split) is var source ? Enumerable.Range(0, source.Count).Select(index => source.Read(index).Id) : [];
    }

    [Fact]
    public void KeypointsAreRefused()
    {
        tree.Text("data.yaml", "kpt_shape: [17, 3]\nnames:\n  0: person\n").Image("images/a.jpg", 4, 4).Text("labels/a.txt", "0 .5 .5 .2 .2 .4 .4 .6 .6");

        Fault(() => Open()).ShouldSatisfyAllConditions(m => m.ShouldContain("data.yaml, line 1"), m => m.ShouldContain("keypoints"), m => m.ShouldContain("plain boxes"));
    }

    [Fact]
    public void ReadsMasksWithNamesOfTheirOwn()
    {
        tree.Image("images/a.jpg", 3, 1).Text("labels/a.txt", "").GreyMask("masks/a.png", new LabelMap(3, 1, [0, 7, 9]))
            .Text("things.yaml", "names:\n  0: unlabeled\n  7: sky\n  9: grass\n");

        var mask = new YoloSource(tree.Root, Split.Train, masks: "masks", maskNames: "things.yaml").Read(0).Mask.ShouldNotBeNull();

        mask.Values.Labels.Select(value => mask.Labels[value]).ShouldBe([null, "sky", "grass"]);
    }

    [Theory]
    [InlineData("0 0.5 0.5 0.2", "class cx cy w h")]
    [InlineData("car 0.5 0.5 0.2 0.2", "class cx cy w h")]
    [InlineData("0 0.5 0.5 0.2 x", "'x' is not a number")]
    [InlineData("2 0.5 0.5 0.2 0.2", "class 2 has no name")]
    [InlineData("0 0.5 0.5 0 0.2", "empty or reaches beyond")]
    [InlineData("0 20 10 5 5", "empty or reaches beyond")]
    public void NamesTheFileAndTheLine(string row, string what)
    {
        tree.Image("images/a.jpg", 4, 4).Text("labels/a.txt", "0 0.5 0.5 0.2 0.2\n" + row);

        Fault(() => Open().Read(0)).ShouldSatisfyAllConditions(m => m.ShouldContain($"{tree.Path("labels/a.txt")}, line 2"), m => m.ShouldContain(what));
    }

    [Fact]
    public void SaysWhatIsMissing()
    {
        Fault(() => Open()).ShouldContain("'images'");
        tree.Image("images/a.jpg", 4, 4).Text("labels/b.txt", "");
        Fault(() => Open()).ShouldContain("no image images/b");
        Fault(() => new YoloSource(tree.Root, Split.Train, "other.yaml")).ShouldContain("'other.yaml'");
        File.Delete(tree.Path("data.yaml"));
        Fault(() => Open()).ShouldContain("Names = ");
        tree.Text("data.yaml", "names:\n  0: a\n  what is this\n");
        Fault(() => Open()).ShouldContain("data.yaml, line 3: broken YAML");
        tree.Text("data.yaml", "names:\n  0: a\n  0: b\n");
        Fault(() => Open()).ShouldContain("Duplicate key 0");
        tree.Text("data.yaml", "nc: 4\n");
        Fault(() => Open()).ShouldContain("no names");
    }

    private YoloSource Open(Split split = Split.Train) => new(tree.Root, split);

    private static string Fault(Func<object> action) => Should.Throw<DataException>(action).Message;
}
