using System.Text.Json;
using TorchSharp.Modules;
using TorchSharp.Tests.Fixtures;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Tests;

/// <summary>Learning rates over epochs against PyTorch's.</summary>
public class ScheduleTests
{
    private static readonly JsonElement Rates = Fixture.Load("schedules");

    private static readonly Dictionary<string, Func<Optimizer, lr_scheduler.LRScheduler>> Makers = new()
    {
        ["lambda"] = o => lr_scheduler.LambdaLR(o, epoch => 1.0 / (1 + epoch)),
        ["polynomial"] = o => lr_scheduler.PolynomialLR(o, 10, 0.9),
        ["step"] = o => lr_scheduler.StepLR(o, 3, 0.5),
        ["multistep"] = o => lr_scheduler.MultiStepLR(o, [2, 5], 0.1),
        ["cosine"] = o => lr_scheduler.CosineAnnealingLR(o, 5, 0.01),
        ["exponential"] = o => lr_scheduler.ExponentialLR(o, 0.9),
        ["constant"] = o => lr_scheduler.ConstantLR(o, 0.25, 4),
        ["linear"] = o => lr_scheduler.LinearLR(o, 0.25, 0.75, 4),
    };

    public static TheoryData<string> Names => [.. Makers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rates_are_PyTorchs(string name)
    {
        using var parameter = new Parameter(zeros(1));
        using SGD optimiser = SGD([parameter], 0.4);
        lr_scheduler.LRScheduler schedule = Makers[name](optimiser);
        foreach (JsonElement expected in Rates.GetProperty(name).EnumerateArray())
        {
            optimiser.ParamGroups.Single().LearningRate.ShouldBe(expected.GetDouble(), 1e-12);
            schedule.get_last_lr().ShouldBe([optimiser.ParamGroups.Single().LearningRate]);
            schedule.step();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Going_to_an_epoch_gives_its_rate(string name)
    {
        using var parameter = new Parameter(zeros(1));
        using SGD optimiser = SGD([parameter], 0.4);
        lr_scheduler.LRScheduler schedule = Makers[name](optimiser);
        schedule.step(4);
        optimiser.ParamGroups.Single().LearningRate.ShouldBe(Rates.GetProperty(name)[4].GetDouble(), 1e-12);
    }
}
