using System.Globalization;
using System.Text.Json;
using MtlDsl.Imaging;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Tests;
using MtlDsl.Vision;

namespace MtlDsl.App.Tests;

public sealed class CommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CommandLine program = new();

    private string Run => folder["run"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_whole_line_from_training_to_pictures()
    {
        (await program.Run("train", "--run", Run, "--iterations", "120", "--evaluate-every", "60", "--threads", "1")).ShouldBe(ExitCode.Success, program.Error);
        program.Output.ShouldContain("120/120");
        program.Output.ShouldContain("after 60:");
        program.Output.ShouldContain("weights.safetensors");
        File.Exists(Path.Combine(Run, "best.safetensors")).ShouldBeTrue();

        (await program.Run("export", "--run", Run, "--opset", "13")).ShouldBe(ExitCode.Success, program.Error);
        program.Output.ShouldContain("opset 13");
        program.Output.ShouldContain("same");

        await A_file_for_several_images_a_call_is_used_or_refused_with_a_reason();
        (await program.Run("export", "--run", Run, "--batch", "0", "--onnx", folder["open.onnx"])).ShouldBe(ExitCode.Success, program.Error);
        (await program.Run("export", "--run", Run, "--argmax", "--onnx", folder["classes.onnx"])).ShouldBe(ExitCode.Success, program.Error);
        (await program.Run("evaluate", "--onnx", folder["classes.onnx"])).ShouldBe(ExitCode.Failure);
        program.Error.ShouldContain("Export it plain to compare");

        (await program.Run("verify", "--run", Run, "--random", "2", Image("a.png"))).ShouldBe(ExitCode.Success, program.Error);
        program.Output.ShouldContain("2 random values");
        program.Output.ShouldContain("1 images");
        program.Output.ShouldContain("6 edges");

        (await program.Run("evaluate", "--run", Run)).ShouldBe(ExitCode.Success, program.Error);
        var measured = program.Output;
        measured.ShouldContain("Surfaces (8 images)");
        measured.ShouldContain("Green");
        (await program.Run("evaluate", "--onnx", Path.Combine(Run, "model.onnx"))).ShouldBe(ExitCode.Success, program.Error);
        program.Output.ShouldBe(measured);

        await The_measures_can_be_read_by_programs();

        (await program.Run("predict", "--run", Run, "--out", folder["out"], folder["images"])).ShouldBe(ExitCode.Success, program.Error);
        program.Output.ShouldContain("Red");
        // Small images are enlarged by a whole factor, so that what is written on them can be read.
        ImageFile.Read(Path.Combine(folder["out"], "a.png")).Width.ShouldBe(640);
        await What_is_found_is_written_for_other_programs();
    }

    private async Task A_file_for_several_images_a_call_is_used_or_refused_with_a_reason()
    {
        var file = folder["three.onnx"];
        (await program.Run("export", "--run", Run, "--batch", "3", "--onnx", file)).ShouldBe(ExitCode.Success, program.Error);

        (await program.Run("verify", "--run", Run, "--onnx", file, "--random", "1")).ShouldBe(ExitCode.Success, program.Error);
        (await program.Run("evaluate", "--run", Run)).ShouldBe(ExitCode.Success, program.Error);
        var measured = program.Output;
        (await program.Run("evaluate", "--onnx", file)).ShouldBe(ExitCode.Success, program.Error);
        program.Output.ShouldBe(measured);
        (await program.Run("predict", "--onnx", file, Image("a.png"))).ShouldBe(ExitCode.Failure);
        program.Error.Trim().ShouldBe($"error: '{file}' takes 3 images a call and predict gives it one at a time: export it with --batch 1 or 0.");
    }

    private async Task What_is_found_is_written_for_other_programs()
    {
        Image("b.png");
        File.WriteAllText(Path.Combine(folder["images"], "c.png"), "no image");
        File.WriteAllText(folder["d.mp4"], "no video");
        var (json, coco, voc, masks) = (folder["found.jsonl"], folder["coco.json"], folder["voc"], folder["masks"]);

        (await program.Run(
            "predict", "--run", Run, "--score", "0.01", "--json", json, "--coco", coco, "--voc", voc, "--masks", masks, "--provider", "Cuda", "Cpu",
            "--out", folder["drawn"], folder["images"], folder["d.mp4"], Image("b.png")))
            .ShouldBe(ExitCode.Failure);

        program.Error.Trim().ShouldBe("error: 2 of 5 images could not be used; see above.");
        program.Output.ShouldContain("c.png: The image ");
        program.Output.ShouldContain("d.mp4: The video ");
        program.Output.ShouldContain("CUDAExecutionProvider");
        program.Output.ShouldContain("TinyNetwork runs on Cpu.");
        program.Output.ShouldContain("the second 'b' is 'b-2'");
        var lines = File.ReadLines(json).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines.Select(line => line.GetProperty("image").GetString()).ShouldBe(["a", "b", "c", "d", "b-2"]);
        lines[2].GetProperty("error").GetString()!.ShouldContain("c.png");
        lines[0].GetProperty("heads").GetProperty("Surfaces").EnumerateObject().Sum(share => share.Value.GetDouble()).ShouldBe(1, 1e-3);

        var objects = lines[0].GetProperty("heads").GetProperty("Objects").EnumerateArray().ToList();
        objects.ShouldNotBeEmpty();
        using var results = JsonDocument.Parse(File.ReadAllText(coco));
        var first = results.RootElement.EnumerateArray().First();
        var box = objects[0].GetProperty("box").EnumerateArray().Select(side => side.GetDouble()).ToArray();
        first.GetProperty("bbox").EnumerateArray().Select(side => side.GetDouble()).ShouldBe([box[0], box[1], box[2] - box[0], box[3] - box[1]], 0.011);
        first.GetProperty("image_id").GetString().ShouldBe("a");

        // Pascal VOC counts pixels from 1, and a box holds its last.
        var named = Path.Combine(voc, $"comp4_det_test_{objects[0].GetProperty("class").GetString()!.ToLowerInvariant()}.txt");
        var words = File.ReadLines(named).First().Split(' ');
        words[0].ShouldBe("a");
        words[1..].Select(word => double.Parse(word, CultureInfo.InvariantCulture))
            .ShouldBe([objects[0].GetProperty("score").GetDouble(), box[0] + 1, box[1] + 1, box[2], box[3]], 0.011);

        LabelFile.Read(Path.Combine(masks, "b.png")).Size.ShouldBe(new PixelSize(32, 32));
        Directory.GetFiles(folder["drawn"]).Select(Path.GetFileName).Order().ShouldBe(["a.png", "b-2.png", "b.png"]);
        // Where files are asked for, pictures are not drawn by themselves.
        (await program.Run("predict", "--run", Run, "--json", json, Image("a.png"))).ShouldBe(ExitCode.Success, program.Error);
        program.Output.ShouldNotContain("pictures");
        program.Output.ShouldNotContain("runs on");

        (await program.Run("predict", "--run", Run, "--coco", coco, Image("a.png"), Image("other/a.png"), Image("third/a.png"))).ShouldBe(ExitCode.Success, program.Error);
        program.Output.Split("the second 'a' is 'a-2'").Length.ShouldBe(2, program.Output);
    }

    [Fact]
    public async Task A_run_is_compared_with_one_that_learnt_a_task_alone()
    {
        string[] quick = ["--iterations", "30", "--threads", "1", "--validation", "0.3", "--evaluate-every", "15"];
        (await program.Run(["train", "--run", Run, .. quick])).ShouldBe(ExitCode.Success, program.Error);
        (await program.Run(["train", "--run", folder["alone"], "--only", "Surfaces", .. quick])).ShouldBe(ExitCode.Success, program.Error);
        program.Output.ShouldNotContain("Objects");

        (await program.Run("compare", Run, folder["alone"])).ShouldBe(ExitCode.Success, program.Error);
        program.Output.ShouldMatch("Surfaces .* mIoU .* alone .*%");
        program.Output.ShouldContain("Multi-task delta");
        program.Output.ShouldNotContain("Objects");

        (await program.Run("compare", folder["alone"], folder["nothing"])).ShouldBe(ExitCode.Failure);
        program.Error.ShouldContain("nothing holds no measures");
        (await program.Run("train", "--run", folder["wrong"], "--only", "Heights")).ShouldBe(ExitCode.Failure);
        program.Error.ShouldContain("'Heights'; the heads of TinyNetwork are");
    }

    private async Task The_measures_can_be_read_by_programs()
    {
        var (json, coco) = (folder["measures.json"], folder["found.json"]);
        (await program.Run("evaluate", "--run", Run, "--json", json, "--coco-results", coco)).ShouldBe(ExitCode.Success, program.Error);

        using var measures = JsonDocument.Parse(File.ReadAllText(json));
        var heads = measures.RootElement.GetProperty("heads").EnumerateArray().ToList();
        var (surfaces, objects) = (heads[0], heads[1]);
        surfaces.GetProperty("measures").GetProperty("mIoU").GetDouble().ShouldBeInRange(0.01, 1);
        var counts = surfaces.GetProperty("confusion").GetProperty("counts");
        counts.EnumerateArray().Sum(row => row.EnumerateArray().Sum(cell => cell.GetInt64())).ShouldBe(8 * 32 * 32);
        objects.GetProperty("measures").EnumerateObject().Count(measure => measure.Name.StartsWith("COCO ", StringComparison.Ordinal)).ShouldBe(12);
        // No object of the small images is large.
        objects.GetProperty("measures").GetProperty("COCO AP large").ValueKind.ShouldBe(JsonValueKind.Null);
        objects.GetProperty("cocoClasses").GetProperty("Red").GetProperty("AP").GetDouble()
            .ShouldBe(objects.GetProperty("classes").GetProperty("Red").GetProperty("COCO AP").GetDouble());

        using var found = JsonDocument.Parse(File.ReadAllText(coco));
        found.RootElement.GetArrayLength().ShouldBeGreaterThan(8);
        foreach (var detection in found.RootElement.EnumerateArray())
        {
            detection.GetProperty("category_id").GetInt32().ShouldBeInRange(1, 2);
            var box = detection.GetProperty("bbox").EnumerateArray().Select(value => value.GetDouble()).ToArray();
            (box[0] + box[2]).ShouldBeInRange(0, 32.01);
            box.Length.ShouldBe(4);
        }
    }

    [Fact]
    public async Task Demo_does_it_all()
    {
        (await program.Run("demo", "--run", Run, "--pictures", "3")).ShouldBe(ExitCode.Success, program.Error);

        program.Output.ShouldContain("in torch");
        program.Output.ShouldContain(Path.Combine(Run, "overlays"));
        Directory.GetFiles(Path.Combine(Run, "overlays"), "*.png").Length.ShouldBe(3);
        File.Exists(Path.Combine(Run, "model.onnx")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_stopped_training_goes_on_where_it_was()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        (await program.Run(stop.Token, "train", "--run", Run)).ShouldBe(ExitCode.Interrupted);
        program.Output.ShouldContain("--resume");

        (await program.Run("train", "--run", Run)).ShouldBe(ExitCode.Usage);
        program.Error.ShouldContain("--force");
        (await program.Run("train", "--run", Run, "--resume", "--lr", "0.1")).ShouldBe(ExitCode.Usage);
        program.Error.ShouldContain("--lr");
        (await program.Run("train", "--run", Run, "--resume", "--weights", "x")).ShouldBe(ExitCode.Usage);
        (await program.Run("train", "--run", Run, "--resume")).ShouldBe(ExitCode.Success, program.Error);
        program.Output.ShouldContain("60/60");
        (await program.Run("train", "--run", Run, "--force", "--iterations", "2")).ShouldBe(ExitCode.Success, program.Error);
    }

    [Fact]
    public async Task A_run_that_begins_anew_takes_nothing_from_the_old_one_which_a_mistake_leaves_alone()
    {
        (await program.Run("train", "--run", Run, "--iterations", "4", "--validation", "0.3")).ShouldBe(ExitCode.Success, program.Error);
        var old = Contents();
        old.Keys.ShouldContain(new RunFolder(Run).TestMetrics);

        File.Delete(new RunFolder(Run).Checkpoint);
        old.Remove(new RunFolder(Run).Checkpoint);
        (await program.Run("train", "--run", Run)).ShouldBe(ExitCode.Usage);
        program.Error.ShouldContain("--force");

        (await program.Run("train", "--run", Run, "--force", "--only", "Surfacess")).ShouldBe(ExitCode.Failure);
        (await program.Run("train", "--run", Run, "--force", "--freeze-up-to", "zz")).ShouldBe(ExitCode.Failure);
        Contents().ShouldBe(old, ignoreOrder: true);

        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        (await program.Run(stop.Token, "train", "--run", Run, "--force", "--only", "Surfaces")).ShouldBe(ExitCode.Interrupted);
        File.Exists(new RunFolder(Run).TestMetrics).ShouldBeFalse();
        File.Exists(new RunFolder(Run).BestWeightsOf("Objects")).ShouldBeFalse();
        File.Exists(new RunFolder(Run).Weights).ShouldBeFalse();

        Dictionary<string, string> Contents() => Directory.GetFiles(Run).ToDictionary(file => file, file => Convert.ToBase64String(File.ReadAllBytes(file)));
    }

    [Theory]
    [InlineData("--recipe Multitask", "iterations=30000 batchSize=6 learningRate=0.001 policy=Poly momentum=0.9 warmup=0 batchNorm=Train checkpointEvery=0")]
    [InlineData("--recipe Multitask --batch 12 --clip 3", "iterations=15000 batchSize=12 gradientClip=3")]
    [InlineData("--recipe Ssd --batch 4 --accumulate 4 --lr 0.01", "iterations=120000 accumulation=4 learningRate=0.01 policy=Step batchNorm=Frozen")]
    [InlineData("--batch 12 --policy Cosine --final-factor 0.1", "iterations=60 batchSize=12 policy=Cosine finalFactor=0.1 learningRate=0.05")]
    [InlineData("--policy Step --steps 20 40 --lr-factor Trunk=0.5 --lr-factor Objects=2", "steps=[20,40] learningRateFactors={\"Trunk\":0.5,\"Objects\":2}")]
    [InlineData("--samples Objects=6 --balancing UpGrad", "samplesPerUpdate={\"Objects\":6} balancing=UpGrad")]
    public async Task What_the_command_line_says_goes_before_the_recipe_and_that_before_the_program(string arguments, string expected)
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        (await program.Run(stop.Token, ["train", "--run", Run, .. arguments.Split(' ')])).ShouldBe(ExitCode.Interrupted, program.Error);

        using var settings = JsonDocument.Parse(File.ReadAllText(new RunFolder(Run).Settings));
        foreach (var pair in expected.Split(' ').Select(pair => pair.Split('=', 2)))
            string.Concat(settings.RootElement.GetProperty(pair[0]).ToString().Where(c => !char.IsWhiteSpace(c))).ShouldBe(pair[1], pair[0]);
    }

    [Fact]
    public async Task A_recipe_that_freezes_what_the_trunk_lacks_says_what_it_has()
    {
        (await program.Run("train", "--run", Run, "--recipe", "SsdResNet")).ShouldBe(ExitCode.Failure);

        program.Error.ShouldBe($"error: 'Res2c' is no stage of TinyNetwork's trunk, which could be frozen up to it; the trunk has Map.{Environment.NewLine}");
    }

    [Fact]
    public async Task A_trunk_with_folded_batch_norms_is_unfolded()
    {
        (await program.Run("train", "--run", Run, "--iterations", "1")).ShouldBe(ExitCode.Success, program.Error);
        program.Output.ShouldNotContain("batch norms");
        var fresh = folder["fresh.safetensors"];
        using (var model = new TinyNetwork())
            Training.Checkpoints.NetworkWeights.Save(fresh, model, 0);

        (await program.Run("train", "--run", Run, "--force", "--iterations", "1", "--weights", fresh)).ShouldBe(ExitCode.Success, program.Error);
        program.Output.ShouldContain("12 tensors loaded");
        program.Output.ShouldContain("batch norms were given the statistics");
        (await program.Run("train", "--run", Run, "--force", "--iterations", "1", "--weights", fresh, "--unfold", "never")).ShouldBe(ExitCode.Success, program.Error);
        program.Output.ShouldNotContain("batch norms");
    }

    [Fact]
    public async Task Two_data_sets_with_one_task_each_train_both()
    {
        (await program.RunWithTwo("train", "--run", Run, "--iterations", "20", "--data", $"TinyBoxes={folder.FullName}")).ShouldBe(ExitCode.Success, program.Error);
        program.Output.ShouldContain("Surfaces (8 images)");
        program.Output.ShouldContain("Objects (8 images)");

        (await program.RunWithTwo("train", "--run", folder["alone"], "--iterations", "2", "--only", "Objects")).ShouldBe(ExitCode.Success, program.Error);
        program.Output.ShouldContain("(8 images)");

        string[] taught = ["train", "--run", folder["taught"], "--iterations", "2", "--teacher"];
        (await program.RunWithTwo([.. taught, $"Objects={folder["alone"]}"])).ShouldBe(ExitCode.Success, program.Error);
        (await program.RunWithTwo([.. taught, $"Objects={folder["nobody"]}", "--force"])).ShouldBe(ExitCode.Failure);
        program.Error.ShouldContain(folder["nobody"]);
        (await program.RunWithTwo([.. taught, $"Surfaces={folder["alone"]}", "--force"])).ShouldBe(ExitCode.Usage);
        program.Error.ShouldContain($"{folder["alone"]} learnt Objects only, and cannot teach Surfaces");

        (await program.RunWithTwo("evaluate", "--run", Run, "--data", folder.FullName)).ShouldBe(ExitCode.Usage);
        program.Error.ShouldContain("Name=DIR with one of TinyBoxes, TinyMasks");
    }

    [Theory]
    [InlineData("", "--help")]
    [InlineData("fly", "fly")]
    [InlineData("train --iterations many", "many")]
    [InlineData("train --iterations 0", "--iterations is 0")]
    [InlineData("train --lr -1", "LearningRate is -1")]
    [InlineData("train --recipe Cake", "Cake")]
    [InlineData("train --lr-factor Trunk", "--lr-factor Trunk is not PART=NUMBER")]
    [InlineData("train --samples Objects=2 --samples Objects=3", "--samples gives two values for Objects")]
    [InlineData("predict", "images")]
    [InlineData("predict a.png --camera 5", "one of both")]
    [InlineData("predict --camera -1", "--camera is -1; cameras count from 0")]
    [InlineData("predict a.png --score nan", "--score is nan; it is a share")]
    [InlineData("predict a.png --score 7", "--score is 7")]
    [InlineData("predict a.png --score -1", "--score is -1")]
    [InlineData("predict a.png --provider Abacus", "Abacus")]
    [InlineData("predict a.png --provider Cuda 0", "--provider is 0; it is one of Cpu, Cuda, TensorRt")]
    [InlineData("predict a.png --fit 9", "--fit is 9; it is one of Warp, Letterbox")]
    [InlineData("export --precision Int8,Float16", "--precision is Int8,Float16; it is one of")]
    [InlineData("export --board 3", "--board is 3; it is one of Any, JetsonNano")]
    [InlineData("export --nms-score 2", "--nms-score is 2; it is a share")]
    [InlineData("export --nms-score 0.2", "--nms-score has no meaning without --nms")]
    [InlineData("export --nms-best 5 --boxes", "--nms-best has no meaning without --nms")]
    [InlineData("export --board JetsonOrin --jetpack 4.4", "--jetpack is 4.4; JetsonOrin gets 5.1, 6.0, 6.1")]
    [InlineData("export --board TitanX --jetpack 4.4", "--jetpack has no meaning for --board TitanX")]
    [InlineData("export --board TitanX --opset 13", "TensorRT as installed does not read operator set 13; its newest is 11")]
    [InlineData("export --opset 3", "--opset is 3")]
    [InlineData("export --batch -1", "--batch is -1")]
    [InlineData("evaluate --onnx a --weights b", "exclude")]
    public async Task Wrong_usage_is_code_2(string arguments, string expected)
    {
        (await program.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ShouldBe(ExitCode.Usage);

        program.Error.ShouldStartWith("error: ");
        program.Error.ShouldContain(expected);
        program.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("train --run {0} --data {0}/none", "{0}/none")]
    [InlineData("train --run {0} --weights {0}/none.pth", "{0}/none.pth")]
    [InlineData("train --run {0} --resume", "checkpoint.safetensors")]
    [InlineData("evaluate --run {0}", "{0}/weights.safetensors")]
    [InlineData("export --weights {0}/text", "{0}/text")]
    [InlineData("predict --onnx {0}/text {0}/images/a.png", "{0}/text")]
    [InlineData("predict --onnx {0}/none {0}/images/a.png", "{0}/none")]
    [InlineData("predict {0}/none.png", "{0}/none.png")]
    public async Task A_failed_run_is_code_1_and_one_line_that_names_the_thing(string arguments, string expected)
    {
        Image("a.png");
        File.WriteAllText(folder["text"], "neither weights nor a network");
        string[] args = [.. arguments.Split(' ').Select(argument => string.Format(null, argument, folder.FullName))];

        (await program.Run(args)).ShouldBe(ExitCode.Failure);
        program.Error.ShouldStartWith("error: ");
        program.Error.ShouldContain(string.Format(null, expected, folder.FullName));
        program.Error.Trim().Split('\n').Length.ShouldBe(1);

        (await program.Run([.. args, "--verbose"])).ShouldBe(ExitCode.Failure);
        program.Error.ShouldContain("   at ");
    }

    [Fact]
    public async Task An_error_names_its_cause()
    {
        (await program.RunWithoutLibrary("train", "--run", Run)).ShouldBe(ExitCode.Failure);

        program.Error.ShouldBe($"error: libimages.so is not there.{Environment.NewLine}");
    }

    [Fact]
    public async Task Describe_shows_the_network_without_data_or_weights()
    {
        var (svg, json) = (folder["new/figure.svg"], folder["report.json"]);
        (await program.Run("describe", "--svg", svg, "--json", json)).ShouldBe(ExitCode.Success, program.Error);

        var architecture = TinyNetwork.Description;
        foreach (var tap in architecture.Taps)
            program.Output.ShouldContain($"| {tap.Name} ");
        foreach (var head in architecture.Heads)
            program.Output.ShouldContain($"| {head.Name} only ");
        program.Output.ShouldContain("| JetsonTX1 ");
        program.Output.ShouldContain("saved by sharing");
        File.ReadAllText(svg).ShouldBe(architecture.ToSvg());

        var report = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(json))!;
        report["cost"]!["parameters"]!.GetValue<long>().ShouldBe(architecture.Cost.Parameters);
        report["stages"]!.AsArray().Select(stage => stage!["name"]!.GetValue<string>()).ShouldBe(architecture.Taps.Select(tap => tap.Name));
        var board = report["boards"]!.AsArray().Single(b => b!["name"]!.GetValue<string>() == "JetsonTX1")!;
        board["opset"]!.GetValue<int>().ShouldBe(ExportOptions.For(Board.JetsonTX1).Opset);
        board["milliseconds"]!.GetValue<double>().ShouldBe(architecture.Estimate(Board.JetsonTX1).Milliseconds, 0.001);

        (await program.Run("describe", "--svg", Path.Combine(json, "figure.svg"))).ShouldBe(ExitCode.Failure);
        program.Error.ShouldContain("report.json");
    }

    [Theory]
    [InlineData("train")]
    [InlineData("evaluate")]
    [InlineData("export")]
    [InlineData("verify")]
    [InlineData("predict")]
    [InlineData("demo")]
    public async Task Every_command_explains_itself(string command)
    {
        (await program.Run(command, "--help")).ShouldBe(ExitCode.Success);

        program.Output.ShouldContain("--run <DIR>");
        program.Error.ShouldBeEmpty();
    }

    private string Image(string name)
    {
        var path = Path.Combine(folder["images"], name);
        ImageFile.Write(path, new TinyScenes(1, 1000).Read(0).Image);
        return path;
    }
}
