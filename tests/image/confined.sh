# The image as its container runs it: `confined.sh ROOT TESTS COMMAND ...`, in mount and process namespaces of its own.
set -eu
root=$1 tests=$2
shift 2
mount --make-rprivate /
mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs "$root/tmp"
mount -t tmpfs -o uid=10001,gid=10001,mode=0700,nosuid,nodev tmpfs "$root/data"
mkdir "$root/tmp/check" "$root/tmp/check/tests"
mount --bind -o ro "$tests" "$root/tmp/check/tests"
mount -t proc -o nosuid,nodev,noexec proc "$root/proc"
exec chroot "$root" setpriv --reuid=10001 --regid=10001 --clear-groups \
    --bounding-set=-all --inh-caps=-all --no-new-privs "$@"
