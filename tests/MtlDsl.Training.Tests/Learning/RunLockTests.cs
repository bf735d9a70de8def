using System.Globalization;
using MtlDsl.Training.Checkpoints;

namespace MtlDsl.Training.Tests.Learning;

public sealed class RunLockTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private RunFolder Run => new(folder["run"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_belongs_to_one_training_and_the_second_is_told_to_which()
    {
        RunLock.RefuseHeld(Run);
        using (RunLock.Take(Run))
        {
            foreach (var use in new Action[] { () => RunLock.Take(Run), () => RunLock.RefuseHeld(Run) })
                Should.Throw<CheckpointException>(use).Message.ShouldSatisfyAllConditions(
                    message => message.ShouldStartWith($"{Run.Path}: process {Environment.ProcessId.ToString(CultureInfo.InvariantCulture)} on {Environment.MachineName}, since "),
                    message => message.ShouldContain("trains there"));
        }
        RunLock.RefuseHeld(Run);
        RunLock.Take(Run).Dispose();
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(folder["file"], "");

        Should.Throw<CheckpointException>(() => RunLock.Take(new RunFolder(Path.Combine(folder["file"], "run")))).Message.ShouldContain(folder["file"]);
    }

    [Fact]
    public void A_folder_that_is_gone_is_given_back_without_a_fault()
    {
        var held = RunLock.Take(Run);
        Directory.Delete(Run.Path, recursive: true);

        held.Dispose();
    }
}
