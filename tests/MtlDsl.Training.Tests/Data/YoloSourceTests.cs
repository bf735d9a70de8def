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
        Ids(Split.Test).ShouldBe(["c", "d"]);
        tree.Text("data.yaml", $"train: train.txt\n{names}");
        Fault(() => Open(Split.Test)).ShouldContain("none for Test");

        IEnumerable<string> Ids(Split split) => Open(split) is var source ? Enumerable.Range(0, source.Count).Select(index => source.Read(index).Id) : [];
    }

    [Theory]
    [InlineData("train: images/day\nval: images/night\n", "a b", "a c")]
    [InlineData("path: images\ntrain: day\nval: [night]\n", "a b", "a c")]
    [InlineData("train: ../images/day\nval: /content/set/images/night/\n", "a b", "a c")]
    [InlineData("train: [images/day, other/images]\nval: images/night\n", "day/a day/b other/z", "a c")]
    [InlineData("train: [images/day, list.txt]\nval: images/night\n", "a b other/z", "a c")]
    [InlineData("train: plain\nval: images/night\n", "p", "a c")]
    public void TheFoldersOfPartsAreFollowedWhereverTheyLie(string parts, string train, string test)
    {
        foreach (var name in new[] { "day/a", "day/b", "night/a", "night/c" })
            tree.Image($"images/{name}.jpg", 4, 4).Text($"labels/{name}.txt", "0 .5 .5 .2 .2");
        tree.Image("other/images/z.jpg", 4, 4).Text("other/labels/z.txt", "0 .5 .5 .2 .2").Text("list.txt", "other/images/z.jpg\n")
            .Image("plain/p.jpg", 4, 4).Text("plain/p.txt", "0 .5 .5 .2 .2").Text("data.yaml", parts + "names: [car]\n");

        foreach (var (split, ids) in new[] { (Split.Train, train), (Split.Test, test) })
        {
            var source = Open(split);
            Enumerable.Range(0, source.Count).Select(source.Id).ShouldBe(ids.Split(' '));
            Enumerable.Range(0, source.Count).Select(index => source.Read(index)).ShouldAllBe(example => example.Objects!.Count == 1 && ids.Contains(example.Id));
        }
        Open(Split.Validation).Count.ShouldBe(0);
    }

    [Fact]
    public void FoldersOutsideAreOpenedOnlyWhereThatIsDeclared()
    {
        tree.Image("here/images/a.jpg", 4, 4).Text("here/labels/a.txt", "").Image("there/images/b.jpg", 4, 4).Text("there/labels/b.txt", "")
            .Text("here/data.yaml", "train: images\nval: ../there/images\nnames: [car]\n");

        var fault = Fault(() => new YoloSource(tree.Path("here"), Split.Test));

        fault.ShouldSatisfyAllConditions(m => m.ShouldContain("data.yaml, line 2"), m => m.ShouldContain("outside"), m => m.ShouldContain("AllowOutside = true"));
        new YoloSource(tree.Path("here"), Split.Test, allowOutside: true).Read(0).Objects.ShouldBeEmpty();
        tree.Text("here/data.yaml", "train: images\nval: images/nowhere\nnames: [car]\n");
        Fault(() => new YoloSource(tree.Path("here"), Split.Test)).ShouldContain("line 2: 'images/nowhere' is no folder of images and no list");
    }

    [Fact]
    public void APartWithoutImagesIsNamed()
    {
        tree.Image("images/day/a.jpg", 4, 4).Text("labels/day/a.txt", "").Text("images/night/readme.md", "").Text("labels/night/x", "")
            .Text("data.yaml", "train: images/day\nval: images/night\nnames: [car]\n");

        Fault(() => Open(Split.Test)).ShouldContain("no images for Test");
    }

    [Theory]
    [InlineData("0.0 0.5 0.5 0.25 0.5")]
    [InlineData("0.000000000e+00 5.0e-1 0.5 0.25 0.5")]
    public void AClassMayBeWrittenAsADecimal(string row)
    {
        tree.Image("images/a.jpg", 4, 4).Text("labels/a.txt", row);

        Open().Read(0).Objects.ShouldBe([new LabelledObject("car", new Box(0.375f, 0.25f, 0.625f, 0.75f))]);
    }

    [Fact]
    public void ABoxOverTheEdgeIsReadAsItIs()
    {
        tree.Image("images/a.jpg", 4, 4).Text("labels/a.txt", "0 0.9375 0.5 0.25 0.5\n0 1.5 0.5 0.25 0.5\n0 0.5 0.5 0 0.5");

        Open().Read(0).Objects.ShouldBe([
            new LabelledObject("car", new Box(0.8125f, 0.25f, 1.0625f, 0.75f)), new LabelledObject("car", new Box(1.375f, 0.25f, 1.625f, 0.75f)),
            new LabelledObject("car", new Box(0.5f, 0.25f, 0.5f, 0.75f))]);
    }

    [Fact]
    public void DeepNestingAndManyAliasesEndAtOnce()
    {
        const int depth = 100_000;
        tree.Text("names.yaml", $"names: {new string('[', depth)}{new string(']', depth)}\n");
        Fault(() => ClassNames.Read(tree.Path("names.yaml"))).ShouldSatisfyAllConditions(m => m.ShouldContain("line 1: broken YAML: lists and maps lie deeper"), m => m.Length.ShouldBeLessThan(400));

        var levels = Enumerable.Range(1, 9).Select(level => $"l{level}: &l{level} [{string.Join(", ", Enumerable.Repeat($"*l{level - 1}", 9))}]");
        tree.Text("names.yaml", $"l0: &l0 [a, b]\n{string.Join('\n', levels)}\nnames: *l9\n");
        Fault(() => ClassNames.Read(tree.Path("names.yaml"))).ShouldContain("more than 32 aliases");

        // As many as are allowed: what they stand for is not put into the message.
        levels = Enumerable.Range(1, 9).Select(level => $"l{level}: &l{level} [{string.Join(", ", Enumerable.Repeat($"*l{level - 1}", 3))}]");
        tree.Text("names.yaml", $"l0: &l0 [a, b]\n{string.Join('\n', levels)}\nnames: *l9\n");
        Fault(() => ClassNames.Read(tree.Path("names.yaml"))).ShouldSatisfyAllConditions(m => m.ShouldContain("found a list"), m => m.Length.ShouldBeLessThan(400));
        tree.Text("names.yaml", "base: &names [car, bus]\nnames: *names\n");
        ClassNames.Read(tree.Path("names.yaml")).Values.ShouldBe(["car", "bus"]);
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
    [InlineData("0.5 0.5 0.5 0.2 0.2", "class cx cy w h")]
    [InlineData("-1 0.5 0.5 0.2 0.2", "class cx cy w h")]
    [InlineData("0 0.5 0.5 -0.1 0.2", "ends before it begins")]
    [InlineData("0 20 10 5 5", "reaches far outside of the image")]
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
        tree.Bytes("labels/b.txt", 0x30, 0xFF).Image("images/b.jpg", 4, 4);
        Fault(() => Open().Read(1)).ShouldSatisfyAllConditions(m => m.ShouldContain("b.txt, line 1"), m => m.ShouldContain("0xFF"), m => m.ShouldContain("UTF-8"));
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
