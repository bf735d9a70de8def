using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class DisposeScopeTests
{
    [Fact]
    public void What_is_made_inside_ends_with_the_scope()
    {
        Tensor inside;
        long before = LiveTensors.Count();
        using (DisposeScope scope = NewDisposeScope())
        {
            inside = ones(2) + 1;
            scope.DisposablesCount.ShouldBe(2);
            CurrentDisposeScope.ShouldBe(scope);
        }
        inside.IsInvalid.ShouldBeTrue();
        CurrentDisposeScope.ShouldBeNull();
        Tensor.TotalCount.ShouldBeLessThanOrEqualTo(before);
    }

    [Fact]
    public void A_result_moves_to_the_scope_around()
    {
        Tensor kept, detached;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                kept = ones(1).MoveToOuterDisposeScope();
                detached = ones(1).DetachFromDisposeScope();
            }
            kept.IsInvalid.ShouldBeFalse();
        }
        kept.IsInvalid.ShouldBeTrue();
        detached.IsInvalid.ShouldBeFalse();
        detached.Dispose();
    }

    [Fact]
    public void The_outermost_scope_moves_to_none()
    {
        Tensor kept;
        using (NewDisposeScope()) kept = ones(1).MoveToOuterDisposeScope();
        kept.IsInvalid.ShouldBeFalse();
        kept.Dispose();
    }

    [Fact]
    public void An_input_returned_from_inside_stays_with_its_own_scope()
    {
        using DisposeScope outer = NewDisposeScope();
        Tensor input = ones(1);
        Tensor same;
        using (NewDisposeScope()) same = input.MoveToOuterDisposeScope();
        same.ShouldBeSameAs(input);
        input.IsInvalid.ShouldBeFalse();
    }

    [Fact]
    public void A_tensor_moves_to_where_another_lives()
    {
        using DisposeScope outer = NewDisposeScope();
        Tensor first = ones(1), second;
        using (NewDisposeScope()) second = ones(1).MoveToOtherDisposeScope(first);
        second.IsInvalid.ShouldBeFalse();
        outer.Contains(second).ShouldBeTrue();
    }

    [Fact]
    public void Everything_but_some_can_be_disposed()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = ones(1), b = ones(1), c = ones(1);
        scope.DisposeEverythingBut(a, b).first.ShouldBeSameAs(a);
        (a.IsInvalid, b.IsInvalid, c.IsInvalid).ShouldBe((false, false, true));
        scope.Detach(a);
        scope.DisposeEverything();
        (a.IsInvalid, b.IsInvalid).ShouldBe((false, true));
        a.Dispose();
    }

    [Fact]
    public void A_tensor_disposed_by_hand_leaves_its_scope()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = ones(1);
        a.Dispose();
        scope.DisposablesCount.ShouldBe(0);
    }

    [Fact]
    public void An_exception_still_ends_the_scope()
    {
        long before = LiveTensors.Count();
        Should.Throw<InvalidOperationException>(() =>
        {
            using DisposeScope scope = NewDisposeScope();
            _ = ones(1);
            throw new InvalidOperationException();
        });
        Tensor.TotalCount.ShouldBeLessThanOrEqualTo(before);
    }

    [Fact]
    public void Scopes_belong_to_their_thread()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor? elsewhere = null;
        var thread = new Thread(() => elsewhere = ones(1));
        thread.Start();
        thread.Join();
        scope.DisposablesCount.ShouldBe(0);
        elsewhere!.Dispose();
    }

    [Fact]
    public void Layers_outlive_the_scope_they_were_made_in_and_hand_made_parameters_do_not()
    {
        Linear layer;
        Parameter byHand, detached;
        using (NewDisposeScope())
        {
            layer = nn.Linear(2, 3);
            byHand = new Parameter(ones(1));
            detached = (Parameter)new Parameter(ones(1)).DetachFromDisposeScope();
        }
        layer.weight.IsInvalid.ShouldBeFalse();
        byHand.IsInvalid.ShouldBeTrue();
        detached.IsInvalid.ShouldBeFalse();
        detached.Dispose();
        layer.Dispose();
        layer.weight.IsInvalid.ShouldBeTrue();
    }
}
