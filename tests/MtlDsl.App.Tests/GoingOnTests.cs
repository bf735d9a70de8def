using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Recording;
using MtlDsl.Training.Tests;

namespace MtlDsl.App.Tests;

/// <summary>Runs that go on beyond their end, begin with another run's weights, learn some heads only, or end badly.</summary>
public sealed class GoingOnTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CommandLine program = new();

    private RunFolder Run => new(folder["run"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_complete_run_goes_on_to_more_steps()
    {
        await Succeed("train", "--run", Run.Path, "--iterations", "4");
        await Succeed("train", "--run", Run.Path, "--resume");
        program.Output.ShouldContain("All 4 steps are done; the network is measured. --iterations N goes on beyond them");

        (await program.Run("train", "--run", Run.Path, "--resume", "--iterations", "4")).ShouldBe(ExitCode.Usage);
        program.Error.ShouldContain("--iterations is 4; 4 steps are done");
        await Succeed("train", "--run", Run.Path, "--resume", "--iterations", "7");

        program.Output.ShouldContain("Going on after step 4 of 7");
        program.Output.ShouldContain("Trained 7 steps");
        RunTable.Read(Run.Log).Rows.Select(row => row.Iteration).ShouldBe([1, 2, 3, 4, 5, 6, 7]);
        Run.ReadSettings()!.Iterations.ShouldBe(7);
    }

    [Fact]
    public async Task A_run_begins_with_the_trunk_of_another_or_with_all_of_it()
    {
        await Succeed("train", "--run", Run.Path, "--iterations", "4");

        await Succeed("train", "--run", folder["trunk"], "--iterations", "1", "--lr", "1e-9", "--weights", Run.Weights);
        program.Output.ShouldContain("The trunk was taken from it; the heads Surfaces, Objects begin anew. --init-from takes them too.");
        await Succeed("train", "--run", folder["whole"], "--iterations", "1", "--lr", "1e-9", "--init-from", Run.Path);
        program.Output.ShouldContain("18 tensors loaded");

        Head(new RunFolder(folder["whole"]).Weights).ShouldBe(Head(Run.Weights), 1e-5);
        Head(new RunFolder(folder["trunk"]).Weights).Zip(Head(Run.Weights), (a, b) => Math.Abs(a - b)).Max().ShouldBeGreaterThan(1e-2f);

        (await program.Run("train", "--run", folder["both"], "--init-from", Run.Path, "--weights", Run.Weights)).ShouldBe(ExitCode.Usage);
        program.Error.ShouldContain("--weights and --init-from exclude each other");
        (await program.Run("train", "--run", Run.Path, "--resume", "--init-from", Run.Path)).ShouldBe(ExitCode.Usage);
        program.Error.ShouldContain("--init-from cannot be changed with --resume");
        File.Delete(Run.Weights);
        await Succeed("train", "--run", folder["checkpoint"], "--iterations", "1", "--init-from", Run.Path);
    }

    [Fact]
    public async Task A_head_that_is_not_the_first_learns_and_is_measured_alone()
    {
        await Succeed("train", "--run", Run.Path, "--iterations", "20", "--evaluate-every", "10", "--only", "Objects");
        program.Output.ShouldNotContain("Surfaces");
        var report = File.ReadAllText(Run.Report);
        report.ShouldContain("Objects");
        report.ShouldNotContain("<h3>Surfaces</h3>");

        await Succeed("evaluate", "--run", Run.Path);
        program.Output.ShouldContain("Measured: Objects; the other heads did not learn in this run (--only).");
        program.Output.ShouldNotContain("Surfaces");

        await Succeed("train", "--run", folder["turned"], "--iterations", "2", "--evaluate-every", "1", "--only", "Objects", "Surfaces");
        program.Output.ShouldContain("Surfaces (8 images)");
        await Succeed("demo", "--run", folder["demo"], "--iterations", "4", "--pictures", "1", "--only", "Objects");
        program.Output.ShouldMatch("Objects, AP50 .* in torch");
        program.Output.ShouldNotMatch("Surfaces, .* in torch");
    }

    [Fact]
    public async Task A_confusion_is_shown_under_the_classes_of_its_head()
    {
        await Succeed("train", "--run", Run.Path, "--iterations", "1", "--only", "Surfaces");

        File.ReadAllText(Run.Report).ShouldContain("Ground taken for Green");
    }

    [Fact]
    public async Task A_report_says_what_was_measured_on_and_what_best_means()
    {
        await Succeed("train", "--run", Run.Path, "--iterations", "4", "--evaluate-every", "2");
        program.Output.ShouldContain("Measured while training on the test images, by which the best weights are chosen too; --validation 0.1");
        File.ReadAllText(Run.Report).ShouldSatisfyAllConditions(
            report => report.ShouldContain("measured on 8 test images"),
            report => report.ShouldContain("Measured on the test images, best marked"),
            report => report.ShouldContain("They are chosen by the test images themselves"));

        await Succeed("train", "--run", Run.Path, "--force", "--iterations", "4", "--evaluate-every", "2", "--validation", "0.25");
        program.Output.ShouldNotContain("on the test images, by which");
        File.ReadAllText(Run.Report).ShouldSatisfyAllConditions(
            report => report.ShouldContain("Measured on the validation images, best marked"),
            report => report.ShouldContain("best mean of the heads' scores"),
            report => report.ShouldNotContain("chosen by the test images"));
    }

    [Fact]
    public async Task A_training_whose_losses_explode_says_so()
    {
        await Succeed("train", "--run", Run.Path, "--iterations", "30", "--lr", "100");

        program.Output.ShouldMatch("The loss of (Surfaces|Objects) has grown to [0-9,.]+: training diverges. Lower the learning rate");
        program.Output.ShouldContain("has diverged; these weights are of no use");
    }

    [Fact]
    public async Task A_task_without_a_label_so_far_has_a_dash()
    {
        (await program.RunWithBoxes("train", "--run", Run.Path, "--iterations", "2", "--threads", "1")).ShouldBe(ExitCode.Success, program.Error);

        program.Output.ShouldMatch("1/2  loss Surfaces -  Objects [0-9]");
    }

    [Fact]
    public async Task Weights_that_are_no_numbers_are_not_measured()
    {
        using (var network = new TinyNetwork())
        {
            using var mode = TorchSharp.torch.no_grad();
            network.state_dict()["trunk.bn2.running_var"].fill_(float.NaN);
            NetworkWeights.Save(folder["broken.safetensors"], network, 1);
        }

        (await program.Run("evaluate", "--weights", folder["broken.safetensors"])).ShouldBe(ExitCode.Failure);

        program.Error.ShouldContain("TinyNetwork: 'seg_scores' of the image scene1000 holds numbers that are infinite or none.");
    }

    [Fact]
    public async Task A_folder_in_use_is_left_to_who_uses_it()
    {
        await Succeed("train", "--run", Run.Path, "--iterations", "1");
        using (RunLock.Take(Run))
            foreach (var arguments in new[] { "train", "train --force", "train --resume", "demo" })
            {
                (await program.Run([.. arguments.Split(' '), "--run", Run.Path])).ShouldBe(ExitCode.Failure, arguments);
                program.Error.ShouldContain($"process {Environment.ProcessId} on {Environment.MachineName}");
            }

        await Succeed("train", "--run", Run.Path, "--resume");
        Directory.GetFiles(Run.Path, "*.owner").ShouldBeEmpty();
    }

    [Fact]
    public async Task Weights_of_other_classes_are_used_by_no_command()
    {
        await Succeed("train", "--run", Run.Path, "--iterations", "2");
        Exchange(Run.Weights);
        Exchange(Run.Checkpoint);

        foreach (var arguments in new[] { "evaluate", "export", "verify", "train --resume --iterations 4" })
        {
            (await program.Run([.. arguments.Split(' '), "--run", Run.Path])).ShouldBe(ExitCode.Failure, arguments);
            if (arguments != "verify")
                program.Error.ShouldContain("its classes of Objects are 'Green Red', declared are 'Red Green'");
        }

        static void Exchange(string path)
        {
            List<TensorToStore> tensors;
            Dictionary<string, string> metadata;
            using (var file = SafeTensors.Open(path))
            {
                metadata = new(file.Metadata) { ["mtldsl.Objects.classes"] = "Green Red" };
                tensors = [.. file.Tensors.Values.Select(tensor => (tensor, Bytes: tensor.ReadBytes())).Select(item => new TensorToStore(item.tensor.Name, item.tensor.Type, item.tensor.Shape, () => item.Bytes))];
            }
            SafeTensors.Save(path, tensors, metadata);
        }
    }

    private async Task Succeed(params string[] arguments) =>
        (await program.Run([.. arguments, "--threads", "1"])).ShouldBe(ExitCode.Success, program.Error);

    private static float[] Head(string weights)
    {
        using var file = SafeTensors.Open(weights);
        return file["confidences.weight"].ReadFloats();
    }
}
